import type { Fields } from '../parse/ParsedRequest';
import type { SimulatedMethod } from '../SimulatedMethod';
import { canonicalPhone } from '../state/canonicalPhone';
import type { Fault } from './Fault';
import type { FaultRule } from './FaultRule';

function matches(rule: FaultRule, method: SimulatedMethod, fields: readonly Fields[]): boolean {
	if (rule.method !== undefined && rule.method !== method) return false;
	const { campaign, target } = rule;
	if (campaign !== undefined && !fields.some(({ values }) => values.Campaign === campaign)) {
		return false;
	}
	if (target === undefined) return true;
	const phone = canonicalPhone(target);
	return fields.some(({ values }) => canonicalPhone(String(values.Target ?? '')) === phone);
}

/** The faults to come, and how often each has had its turn. */
export class FaultScript {
	private rules: Array<{ readonly rule: FaultRule; seen: number }> = [];

	set(rules: readonly FaultRule[]): void {
		this.rules = rules.map((rule) => ({ rule, seen: 0 }));
	}

	/** The fault of this request, if it has one. */
	take(method: SimulatedMethod, fields: readonly Fields[]): Fault | undefined {
		for (const state of this.rules) {
			const { rule } = state;
			if (!matches(rule, method, fields)) continue;
			const turn = state.seen++ - (rule.after ?? 0);
			if (turn >= 0 && turn < (rule.times ?? Infinity)) return rule.fault;
		}
		return undefined;
	}
}

import type { Fields } from '../parse/ParsedRequest';
import type { SimulatedMethod } from '../SimulatedMethod';
import { canonicalPhone } from '../state/canonicalPhone';
import type { Fault } from './Fault';
import type { FaultRule } from './FaultRule';
import { Turns } from './Turns';

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
	private readonly rules = new Turns<FaultRule>();

	set(rules: readonly FaultRule[]): void {
		this.rules.set(rules);
	}

	/** The fault of this request, if it has one. */
	take(method: SimulatedMethod, fields: readonly Fields[]): Fault | undefined {
		return this.rules.take((rule) => matches(rule, method, fields))?.fault;
	}
}

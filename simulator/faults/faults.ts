import { methods } from '../../nodes/VoicenterDialer/api/methods';
import { isRecord } from '../checks';
import type { SimulatedMethod } from '../parse/methodShape';
import type { Fields } from '../parse/parseRequest';
import { canonicalPhone } from '../state/call';

/** Whether the request is carried out although its answer is spoilt. */
interface Processing {
	readonly processed?: boolean;
}

/** What can go wrong with an answer. `processed` is true unless said otherwise. */
export type Fault =
	/** Not processed unless said otherwise. */
	| (Processing & {
			readonly kind: 'httpStatus';
			readonly status: number;
			readonly body?: string;
			readonly headers?: Readonly<Record<string, string>>;
	  })
	/** Not processed unless said otherwise. A text such as "1" is sent as text. */
	| (Processing & {
			readonly kind: 'errorCode';
			readonly errorCode: number | string;
			readonly description?: string;
	  })
	/** A web page; status 200 unless said otherwise. */
	| (Processing & { readonly kind: 'html'; readonly status?: number })
	/** No body at all. */
	| (Processing & { readonly kind: 'empty' })
	/** Half of the JSON in a well-formed HTTP answer. */
	| (Processing & { readonly kind: 'cut' })
	/** Half of the announced bytes, then the connection is closed. */
	| (Processing & { readonly kind: 'cutConnection' })
	/** The connection is reset, and nothing is done. */
	| { readonly kind: 'resetBefore' }
	/** All is done, and the connection is closed without an answer. */
	| { readonly kind: 'answerLost' }
	/** All is done at once, and the answer comes after so long. */
	| { readonly kind: 'late'; readonly ms: number }
	/** Nothing is done, and HTTP 504 comes after so long. */
	| { readonly kind: 'lateUnprocessed'; readonly ms: number }
	/** The right answer without its ErrorCode. */
	| (Processing & { readonly kind: 'noErrorCode' })
	/** The same answer twice in one body. */
	| (Processing & { readonly kind: 'repeatAnswer' })
	/** AddCallsBulk alone: the list of verdicts does not fit what was sent. */
	| AddResultFault
	/** Nothing is done; the Description holds the Code that was sent. */
	| { readonly kind: 'echoCode'; readonly errorCode?: number; readonly status?: number };

export interface AddResultFault {
	readonly kind: 'addResult';
	readonly change: 'reverse' | 'drop' | 'extra' | 'duplicateTarget' | 'omit' | 'wrongTarget';
	/** For `drop` and `extra`: how many; 1 unless said otherwise. */
	readonly count?: number;
}

export type FaultKind = Fault['kind'];

/** When a fault happens. Whatever is left out matches everything; the first rule that matches counts. */
export interface FaultRule {
	readonly method?: SimulatedMethod;
	/** Any of the request's targets, however it is written. */
	readonly target?: string;
	readonly campaign?: string;
	/** So many matching requests go well first. */
	readonly after?: number;
	/** Then so many fail; all of them unless said otherwise. */
	readonly times?: number;
	readonly fault: Fault;
}

function matchesRequest(
	rule: FaultRule,
	method: SimulatedMethod,
	fields: readonly Fields[],
): boolean {
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
	private readonly rules = new RuleSchedule<FaultRule>();

	set(rules: readonly FaultRule[]): void {
		this.rules.set(rules);
	}

	/** The fault of this request, if it has one. */
	take(method: SimulatedMethod, fields: readonly Fields[]): Fault | undefined {
		return this.rules.take((rule) => matchesRequest(rule, method, fields))?.fault;
	}
}

interface ScheduledRule {
	readonly after?: number;
	readonly times?: number;
}

/** Rules, and how often each has had its turn. */
export class RuleSchedule<R extends ScheduledRule> {
	private rules: Array<{ readonly rule: R; seen: number }> = [];

	set(rules: readonly R[]): void {
		this.rules = rules.map((rule) => ({ rule, seen: 0 }));
	}

	/** The first rule that matches and whose turn it is. */
	take(matches: (rule: R) => boolean): R | undefined {
		for (const state of this.rules) {
			const { rule } = state;
			if (!matches(rule)) continue;
			const turn = state.seen++ - (rule.after ?? 0);
			if (turn >= 0 && turn < (rule.times ?? Infinity)) return rule;
		}
		return undefined;
	}
}

const kinds: Record<FaultKind, true> = {
	httpStatus: true,
	errorCode: true,
	html: true,
	empty: true,
	cut: true,
	cutConnection: true,
	resetBefore: true,
	answerLost: true,
	late: true,
	lateUnprocessed: true,
	noErrorCode: true,
	repeatAnswer: true,
	addResult: true,
	echoCode: true,
};

const ruleFields = new Set(['method', 'target', 'campaign', 'after', 'times', 'fault']);

function problemWith(rule: unknown): string | undefined {
	if (!isRecord(rule)) return 'must be an object';
	const unknown = Object.keys(rule).find((name) => !ruleFields.has(name));
	if (unknown) return `has no field ${unknown}`;
	const { method, fault } = rule;
	if (
		method !== undefined &&
		method !== 'GetExtensions' &&
		!Object.hasOwn(methods, String(method))
	) {
		return `knows no method ${String(method)}`;
	}
	if (!isRecord(fault) || !Object.hasOwn(kinds, String(fault.kind))) {
		return `needs a fault whose kind is one of ${Object.keys(kinds).join(', ')}`;
	}
	return undefined;
}

/** Fault rules that came over the network, or an error that names what is wrong with them. */
export function readFaultRules(body: unknown): FaultRule[] {
	if (!Array.isArray(body)) throw new Error('The faults must be a JSON array of rules');
	for (const [index, rule] of body.entries()) {
		const offence = problemWith(rule);
		if (offence) throw new Error(`Rule ${index} ${offence}`);
	}
	return body as FaultRule[];
}

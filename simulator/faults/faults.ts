import { methods } from '../../nodes/VoicenterDialer/api/methods';
import { isRecord } from '../checks';
import type { SimulatedMethod } from '../parse/methodShape';
import type { Fields } from '../parse/readFields';
import { canonicalPhone } from '../state/call';

/** Whether the request is processed although its answer is corrupted. */
interface Processing {
	readonly processed?: boolean;
}

/** What can go wrong with an answer. `processed` defaults to true. */
export type Fault =
	/** `processed` defaults to false. */
	| (Processing & {
			readonly kind: 'httpStatus';
			readonly status: number;
			readonly body?: string;
			readonly headers?: Readonly<Record<string, string>>;
	  })
	/** `processed` defaults to false. A string such as "1" is sent as a string. */
	| (Processing & {
			readonly kind: 'errorCode';
			readonly errorCode: number | string;
			readonly description?: string;
	  })
	/** A web page. The status defaults to 200. */
	| (Processing & { readonly kind: 'html'; readonly status?: number })
	/** No body at all. */
	| (Processing & { readonly kind: 'empty' })
	/** Half of the JSON in a well-formed HTTP answer. */
	| (Processing & { readonly kind: 'cut' })
	/** Half of the announced bytes, then the connection is closed. */
	| (Processing & { readonly kind: 'cutConnection' })
	/** The connection is reset before the request is processed. */
	| { readonly kind: 'resetBefore' }
	/** The request is processed, and the connection is closed without an answer. */
	| { readonly kind: 'answerLost' }
	/** The request is processed at once, and the answer is delayed. */
	| { readonly kind: 'late'; readonly ms: number }
	/** The request is not processed, and HTTP 504 comes after a delay. */
	| { readonly kind: 'lateUnprocessed'; readonly ms: number }
	/** The right answer without its ErrorCode. */
	| (Processing & { readonly kind: 'noErrorCode' })
	/** The same answer twice in one body. */
	| (Processing & { readonly kind: 'repeatAnswer' })
	/** The answer's list of results, AddResult or Phones, does not match the request. */
	| AddResultFault
	/** The request is not processed, and the Description contains the Code that was sent. */
	| { readonly kind: 'echoCode'; readonly errorCode?: number; readonly status?: number };

export interface AddResultFault {
	readonly kind: 'addResult';
	readonly change: 'reverse' | 'drop' | 'extra' | 'duplicateTarget' | 'omit' | 'wrongTarget';
	/** For `drop` and `extra`: how many. Defaults to 1. */
	readonly count?: number;
}

export type FaultKind = Fault['kind'];

/** When a fault happens. An omitted field matches everything; the first matching rule applies. */
export interface FaultRule {
	readonly method?: SimulatedMethod;
	/** Any of the request's targets, in any notation. */
	readonly target?: string;
	readonly campaign?: string;
	/** Skip this many matching requests first. */
	readonly after?: number;
	/** Then fail this many. Defaults to all. */
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
	return fields.some(
		({ values }) => canonicalPhone(String(values.Target ?? values.Phone ?? '')) === phone,
	);
}

/** The scripted faults of requests. */
export class FaultScript {
	private readonly rules = new RuleSchedule<FaultRule>();

	set(rules: readonly FaultRule[]): void {
		this.rules.set(rules);
	}

	/** The fault for this request, if any. */
	take(method: SimulatedMethod, fields: readonly Fields[]): Fault | undefined {
		return this.rules.take((rule) => matchesRequest(rule, method, fields))?.fault;
	}
}

interface ScheduledRule {
	readonly after?: number;
	readonly times?: number;
}

/** Rules with `after` and `times`, and how often each has matched. */
export class RuleSchedule<R extends ScheduledRule> {
	private rules: Array<{ readonly rule: R; seen: number }> = [];

	set(rules: readonly R[]): void {
		this.rules = rules.map((rule) => ({ rule, seen: 0 }));
	}

	/** The first matching rule that is neither too early nor used up. */
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

/** Checks fault rules from a request. Throws an error that says what is invalid. */
export function readFaultRules(body: unknown): FaultRule[] {
	if (!Array.isArray(body)) throw new Error('The faults must be a JSON array of rules');
	for (const [index, rule] of body.entries()) {
		const problem = problemWith(rule);
		if (problem) throw new Error(`Rule ${index} ${problem}`);
	}
	return body as FaultRule[];
}

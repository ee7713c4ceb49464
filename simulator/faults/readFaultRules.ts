import { methods } from '../../nodes/VoicenterDialer/api/methods';
import { isRecord } from '../isRecord';
import type { FaultKind } from './Fault';
import type { FaultRule } from './FaultRule';

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

const names = new Set(['method', 'target', 'campaign', 'after', 'times', 'fault']);

function offenceOf(rule: unknown): string | undefined {
	if (!isRecord(rule)) return 'must be an object';
	const unknown = Object.keys(rule).find((name) => !names.has(name));
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
		const offence = offenceOf(rule);
		if (offence) throw new Error(`Rule ${index} ${offence}`);
	}
	return body as FaultRule[];
}

import { isRecord } from '../transport/isRecord';
import type { Payload } from './Payload';
import { parseText } from './parseText';
import { plainCopy } from './plainCopy';

/** The record, or in a few words what is wrong with what came instead. */
export type ReadPayload =
	| { readonly ok: true; readonly payload: Payload }
	| { readonly ok: false; readonly problem: string };

const problem = (text: string): ReadPayload => ({ ok: false, problem: text });

/**
 * The one record that a body or a query holds. Senders wrap it: in a list, in JSON as a text
 * (vendor's practice), in both.
 */
export function readPayload(content: unknown): ReadPayload {
	let value = content;
	for (let wrapping = 0; wrapping < 4 && !isRecord(value); wrapping++) {
		if (typeof value === 'string') {
			if (value.trim() === '') return problem('The request is empty');
			value = parseText(value);
		} else if (Array.isArray(value)) {
			if (value.length !== 1) return problem(`${value.length} records instead of one`);
			[value] = value;
		} else return problem('The request is neither JSON nor form fields, or too large');
	}
	if (!isRecord(value)) return problem('The request holds no record');
	const payload = plainCopy(value);
	if (!isRecord(payload)) return problem('The record is nested too deeply');
	if (Object.keys(payload).length === 0) return problem('The request is empty');
	return { ok: true, payload };
}

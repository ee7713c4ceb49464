import { isRecord } from '../isRecord';
import { encodingOf } from './encodingOf';
import type { ParsedRequest } from './ParsedRequest';
import type { RawRequest } from './RawRequest';

/** The monitor's request: `{"code": …, "showAll": 1}`; whatever cannot be read has no code. */
export function parseExtensionsRequest(raw: RawRequest): ParsedRequest {
	const encoding = encodingOf(raw.verb, raw.contentType);
	const unreadable = { encoding, parameters: undefined, fields: [], violations: [] };
	if (encoding !== 'json') return { ...unreadable, refusal: 'GetExtensions accepts JSON only' };
	try {
		const parameters: unknown = JSON.parse(raw.body);
		const code = isRecord(parameters) ? String(parameters.code ?? '') : '';
		return { encoding, parameters, fields: [{ values: {}, code }], violations: [] };
	} catch {
		return { ...unreadable, refusal: 'The body is not valid JSON' };
	}
}

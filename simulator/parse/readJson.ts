import { maxBulkElements } from '../../nodes/VoicenterDialer/api/methods';
import { isRecord } from '../isRecord';
import type { MethodShape } from './MethodShape';
import type { Fields, ParsedRequest } from './ParsedRequest';
import type { Violations } from './Violations';
import { readFields } from './readFields';

function parsed(body: string): { value?: unknown; isJson: boolean } {
	try {
		return { value: JSON.parse(body), isJson: true };
	} catch {
		return { isJson: false };
	}
}

function refusalOf(shape: MethodShape, value: unknown): string | undefined {
	if (!shape.method.isBulk) return isRecord(value) ? undefined : 'The body must be a JSON object';
	if (!Array.isArray(value)) return 'The body must be a JSON array';
	if (value.length === 0) return 'The array is empty';
	if (value.length > maxBulkElements) return `More than ${maxBulkElements} calls in one request`;
	return value.every(isRecord) ? undefined : 'Every element must be an object';
}

/** A JSON request: an object, or for the bulk method an array of them. */
export function readJson(
	shape: MethodShape,
	body: string,
	query: string,
	violations: Violations,
): ParsedRequest {
	const { value, isJson } = parsed(body);
	const refusal = isJson ? refusalOf(shape, value) : 'The body is not valid JSON';
	if (refusal) {
		return { encoding: 'json', parameters: value, fields: [], violations: [], refusal };
	}
	if (query) violations.add('A POST request has parameters in its URL');
	const elements = (shape.method.isBulk ? value : [value]) as Array<Record<string, unknown>>;
	const fields: Fields[] = elements.map((element, index) => {
		violations.prefix = shape.method.isBulk ? `Element ${index}: ` : '';
		return readFields(shape, element, true, violations);
	});
	return { encoding: 'json', parameters: value, fields, violations: violations.texts };
}

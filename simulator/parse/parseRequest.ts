import type { MethodName } from '../../nodes/VoicenterDialer/api/methods';
import { shapeOf } from './MethodShape';
import type { ParsedRequest } from './ParsedRequest';
import type { RawRequest } from './RawRequest';
import { Violations } from './Violations';
import { encodingOf, wrongContentType } from './encodingOf';
import { readFields } from './readFields';
import { readJson } from './readJson';
import { readPairs } from './readPairs';

const nothing = { parameters: undefined, fields: [], violations: [] } as const;

/** Reads a request the way the guide says that it must be written. */
export function parseRequest(name: MethodName, raw: RawRequest): ParsedRequest {
	const shape = shapeOf(name);
	const encoding = encodingOf(raw.verb, raw.contentType);
	if (!encoding) {
		return { ...nothing, refusal: wrongContentType(raw.contentType) };
	}
	if (!shape.method.encodings.includes(encoding)) {
		return { ...nothing, encoding, refusal: `${name} accepts JSON only` };
	}
	const query = raw.url.split('?')[1] ?? '';
	const violations = new Violations();
	if (encoding === 'json') return readJson(shape, raw.body, query, violations);

	if (encoding === 'query' && raw.body) violations.add('A GET request has a body');
	if (encoding === 'form' && query) violations.add('A POST request has parameters in its URL');
	const parameters = readPairs(encoding === 'form' ? raw.body : query, violations);
	const fields = [readFields(shape, parameters, false, violations)];
	return { encoding, parameters, fields, violations: violations.texts };
}

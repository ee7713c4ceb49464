import type { ParameterKind } from '../../nodes/VoicenterDialer/api/methods';
import type { ParameterValue } from './ParsedRequest';
import type { Violations } from './Violations';

/** Later than any call: whoever sends this much sent milliseconds. */
const firstMilliseconds = 100_000_000_000;

const isText = (value: unknown): value is string => typeof value === 'string';

const offences: Record<ParameterKind, (value: unknown, isJson: boolean) => string | undefined> = {
	text: (value) => (isText(value) ? undefined : 'must be text'),
	code: (value) => (isText(value) ? undefined : 'must be text'),
	phone: (value) => (isText(value) ? undefined : 'must be text'),
	callerId: (value) => (isText(value) ? undefined : 'must be text'),
	flag: (value) =>
		value === 'true' || value === 'false' ? undefined : 'must be "true" or "false"',
	number: (value, isJson) =>
		(isJson ? Number.isFinite(value) : isText(value) && /^-?\d+(\.\d+)?$/.test(value))
			? undefined
			: 'must be a number',
	integer: (value, isJson) =>
		(isJson ? Number.isInteger(value) : isText(value) && /^-?\d+$/.test(value))
			? undefined
			: 'must be an integer',
	epoch: (value, isJson) => {
		const isWhole = isJson ? Number.isInteger(value) : isText(value) && /^\d+$/.test(value);
		return isWhole && Number(value) >= 0 && Number(value) < firstMilliseconds
			? undefined
			: 'must be whole seconds since 1970';
	},
	list: (value) =>
		Array.isArray(value) && value.every((entry) => isText(entry) && entry !== '')
			? undefined
			: 'must be a list of texts',
};

/** A parameter's value as the service takes it; what is wrong with it goes to `violations`. */
export function readValue(
	name: string,
	kind: ParameterKind,
	value: unknown,
	isJson: boolean,
	violations: Violations,
): ParameterValue {
	const offence = offences[kind](value, isJson);
	if (offence) violations.add(`${name} ${offence}, but is ${JSON.stringify(value)}`);
	if (kind === 'list') return Array.isArray(value) ? value.map(String) : [];
	if (kind === 'number' || kind === 'integer' || kind === 'epoch') return Number(value) || 0;
	return isText(value) ? value : String(value);
}

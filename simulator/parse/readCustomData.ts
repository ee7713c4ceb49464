import { variablePrefix } from '../../nodes/VoicenterDialer/api/methods';
import { isRecord } from '../isRecord';
import type { CustomData } from '../state/Call';
import type { Violations } from './Violations';

/** Whether this names a custom variable; the bare prefix is a name without a name. */
export const isVariableName = (name: string): boolean =>
	name.startsWith(variablePrefix) && name.length > variablePrefix.length;

/** The `CustomData` object of a JSON request. */
export function readCustomData(value: unknown, violations: Violations): CustomData {
	if (!isRecord(value)) {
		violations.add(`CustomData must be an object, but is ${JSON.stringify(value)}`);
		return {};
	}
	const names = Object.keys(value);
	if (names.length === 0) violations.add('CustomData is empty; leave it out');
	for (const name of names) {
		if (!isVariableName(name)) {
			violations.add(`Custom variable ${JSON.stringify(name)} must be named ${variablePrefix}…`);
		}
		if (typeof value[name] === 'object') {
			violations.add(`Custom variable ${name} must be a text, a number or a boolean`);
		}
	}
	return value;
}

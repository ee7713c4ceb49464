import { variablePrefix } from '../contract/methods';
import { isDangerousName } from '../transport/isDangerousName';
import type { Payload } from './Payload';

const prefix = new RegExp(`^(${variablePrefix})+`, 'i');

/**
 * The variables that went out with the lead, without their prefix. `carriers` hold nothing but
 * variables; of the record itself only prefixed fields are.
 */
export function customVariablesOf(
	record: Payload,
	carriers: ReadonlyArray<Payload | null>,
): Payload {
	const variables: Record<string, unknown> = {};
	const add = (name: string, value: unknown) => {
		const bare = name.replace(prefix, '');
		if (bare === '' || isDangerousName(bare) || Object.hasOwn(variables, bare)) return;
		variables[bare] = value;
	};
	for (const carrier of carriers) {
		for (const [name, value] of Object.entries(carrier ?? {})) add(name, value);
	}
	for (const [name, value] of Object.entries(record)) {
		if (prefix.test(name)) add(name, value);
	}
	return variables;
}

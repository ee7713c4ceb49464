import { variablePrefix } from '../../nodes/VoicenterDialer/api/methods';
import { FieldReader } from './FieldReader';
import type { MethodShape } from './MethodShape';
import type { Fields } from './ParsedRequest';
import type { Violations } from './Violations';
import { isVariableName, readCustomData } from './readCustomData';
import { unknownName } from './unknownName';

/** Reads what one call of a method says, and notes everything that the guide does not allow. */
export function readFields(
	shape: MethodShape,
	raw: Readonly<Record<string, unknown>>,
	isJson: boolean,
	violations: Violations,
): Fields {
	const { flat, nested, method } = shape;
	const reader = new FieldReader(isJson, violations);
	const variables: Array<[string, unknown]> = [];

	for (const name of Object.keys(raw)) {
		const value = raw[name];
		const parameter = flat.get(name);
		const group = isJson ? nested.get(name) : undefined;
		const isOfVariables = method.hasCustomData === true;
		if (parameter) reader.takeParameter(name, parameter, value);
		else if (name === 'Code') reader.takeCode(value);
		else if (group) reader.takeGroup(name, group, value);
		else if (isOfVariables && isJson && name === 'CustomData') {
			reader.customData = readCustomData(value, violations);
		} else if (isOfVariables && !isJson && isVariableName(name)) variables.push([name, value]);
		else if (isOfVariables && isJson && name.startsWith(variablePrefix)) {
			violations.add(`${name} is at the top level; JSON requests hold it in CustomData`);
		} else violations.add(unknownName(shape, name));
	}
	if (variables.length) reader.customData = Object.fromEntries(variables);
	return reader;
}

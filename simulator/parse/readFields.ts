import { variablePrefix, type Parameter } from '../../nodes/VoicenterDialer/contract/methods';
import { isRecord } from '../isRecord';
import type { MethodShape } from './MethodShape';
import type { Fields, ParameterValue } from './ParsedRequest';
import { isVariableName, readCustomData } from './readCustomData';
import { readValue } from './readValue';
import { unknownName } from './unknownName';
import type { Violations } from './Violations';

/** The guide says that the caller id may come empty (6.1). */
const mayBeEmpty = new Set(['Callerid', 'CallerID']);

const isEmpty = (value: unknown): boolean =>
	value === '' || value === null || (Array.isArray(value) && value.length === 0);

/** Reads what one call of a method says, and notes everything that the guide does not allow. */
export function readFields(
	shape: MethodShape,
	raw: Readonly<Record<string, unknown>>,
	isJson: boolean,
	violations: Violations,
): Fields {
	const values: Partial<Record<string, ParameterValue>> = {};
	const variables: Array<[string, unknown]> = [];
	const fields: { values: Fields['values']; code?: string; customData?: Fields['customData'] } = {
		values,
	};

	const take = (name: string, parameter: Parameter, value: unknown) => {
		if (isEmpty(value) && !parameter.isRequired && !mayBeEmpty.has(name)) {
			violations.add(`${name} is empty; leave it out`);
		} else if (!isEmpty(value)) {
			values[name] = readValue(name, parameter.kind, value, isJson, violations);
		}
	};

	for (const name of Object.keys(raw)) {
		const value = raw[name];
		const parameter = shape.flat.get(name);
		const group = isJson ? shape.nested.get(name) : undefined;
		if (parameter) take(name, parameter, value);
		else if (name === 'Code') {
			if (!isEmpty(value)) fields.code = String(readValue(name, 'text', value, isJson, violations));
		} else if (group) {
			if (!isRecord(value)) violations.add(`${name} must be an object`);
			else if (Object.keys(value).length === 0) violations.add(`${name} is empty; leave it out`);
			for (const [inner, innerValue] of isRecord(value) ? Object.entries(value) : []) {
				const innerParameter = group.get(inner);
				if (innerParameter) take(inner, innerParameter, innerValue);
				else violations.add(`Unknown parameter ${name}.${inner}`);
			}
		} else if (isJson && shape.method.hasCustomData && name === 'CustomData') {
			fields.customData = readCustomData(value, violations);
		} else if (!isJson && shape.method.hasCustomData && isVariableName(name)) {
			variables.push([name, value]);
		} else if (isJson && shape.method.hasCustomData && name.startsWith(variablePrefix)) {
			violations.add(`${name} is at the top level; JSON requests hold it in CustomData`);
		} else violations.add(unknownName(shape, name));
	}
	if (variables.length) fields.customData = Object.fromEntries(variables);
	return fields;
}

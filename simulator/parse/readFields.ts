import {
	codeNameAt,
	pathOf,
	variablePrefix,
	type Parameter,
	type ParameterKind,
} from '../../nodes/VoicenterDialer/api/methods';
import { isRecord } from '../checks';
import type { CustomData } from '../state/call';
import type { MethodShape } from './methodShape';

export type ParameterValue = string | number | readonly string[];

/** One request, or one element of a bulk request, in any encoding. */
export interface Fields {
	/** By wire name; only parameters that the method has. */
	readonly values: Partial<Record<string, ParameterValue>>;
	/** Custom variables with their prefix; absent when none were sent. */
	readonly customData?: CustomData;
	readonly code?: string;
}

/** Reads one set of parameters and records every violation of the API guide. */
export function readFields(
	shape: MethodShape,
	raw: Readonly<Record<string, unknown>>,
	isJson: boolean,
	violations: Remarks,
	notes: Remarks,
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
		else if (name === codeNameAt(pathOf(shape.name)) && method.list === undefined) {
			reader.code = readCode(value, isJson, violations);
		} else if (group) reader.takeGroup(name, group, value);
		else if (isOfVariables && isJson && name === 'CustomData') {
			reader.customData = readCustomData(value, violations);
		} else if (isOfVariables && !isJson && isVariableName(name)) variables.push([name, value]);
		else if (isOfVariables && isJson && name.startsWith(variablePrefix)) {
			violations.add(`${name} is at the top level; JSON requests hold it in CustomData`);
		} else violations.add(unknownName(shape, name));
	}
	if (variables.length) reader.customData = Object.fromEntries(variables);
	if (reader.values.OriginateTime && reader.values.IsDateLocal === undefined) {
		notes.add(ambiguousTime);
	}
	return reader;
}

const ambiguousTime =
	'OriginateTime is ambiguous without IsDateLocal. It was read as epoch seconds.';

/** The guide allows an empty caller id (6.1). */
const mayBeEmpty = new Set(['Callerid', 'CallerID']);

const isEmpty = (value: unknown): boolean =>
	value === '' || value === null || (Array.isArray(value) && value.length === 0);

/** The account's code; `undefined` if it is empty. */
export const readCode = (
	value: unknown,
	isJson: boolean,
	violations: Remarks,
): string | undefined =>
	value === undefined || isEmpty(value)
		? undefined
		: String(readValue('Code', 'text', value, isJson, violations));

/** Collects the fields of one request, or of one element of a bulk request. */
class FieldReader {
	readonly values: Partial<Record<string, ParameterValue>> = {};

	code?: string;

	customData?: CustomData;

	constructor(
		private readonly isJson: boolean,
		private readonly violations: Remarks,
	) {}

	/** An empty required parameter counts as missing, which has its own answer. */
	takeParameter(name: string, parameter: Parameter, value: unknown): void {
		if (!isEmpty(value)) {
			this.values[name] = readValue(name, parameter.kind, value, this.isJson, this.violations);
		} else if (!parameter.isRequired && !mayBeEmpty.has(name)) {
			this.violations.add(`${name} is empty; leave it out`);
		}
	}

	takeGroup(name: string, group: ReadonlyMap<string, Parameter>, value: unknown): void {
		if (!isRecord(value)) {
			this.violations.add(`${name} must be an object`);
			return;
		}
		const entries = Object.entries(value);
		if (entries.length === 0) this.violations.add(`${name} is empty; leave it out`);
		for (const [inner, innerValue] of entries) {
			const parameter = group.get(inner);
			if (parameter) this.takeParameter(inner, parameter, innerValue);
			else this.violations.add(`Unknown parameter ${name}.${inner}`);
		}
	}
}

/** A larger value must be in milliseconds. */
const maxEpochSeconds = 100_000_000_000;

const isText = (value: unknown): value is string => typeof value === 'string';

const violationOf: Record<ParameterKind, (value: unknown, isJson: boolean) => string | undefined> =
	{
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
			return isWhole && Number(value) >= 0 && Number(value) < maxEpochSeconds
				? undefined
				: 'must be whole seconds since 1970';
		},
		list: (value) =>
			Array.isArray(value) && value.every((entry) => isText(entry) && entry !== '')
				? undefined
				: 'must be a list of texts',
		phones: (value) =>
			Array.isArray(value) && value.every((entry) => isText(entry) && /^\d+$/.test(entry))
				? undefined
				: 'must be a list of phone numbers',
		utc: (value) =>
			isText(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value)
				? undefined
				: 'must be an ISO 8601 time in GMT+0',
		cdrTypes: (value) =>
			Array.isArray(value) && value.every(Number.isInteger)
				? undefined
				: 'must be a list of whole numbers',
		sort: (value) =>
			JSON.stringify(value) === '[{"field":"date","order":"asc"}]'
				? undefined
				: 'must be by date, ascending',
	};

/** A parameter's value as the service reads it. Problems go to `violations`. */
function readValue(
	name: string,
	kind: ParameterKind,
	value: unknown,
	isJson: boolean,
	violations: Remarks,
): ParameterValue {
	const problem = violationOf[kind](value, isJson);
	if (problem) violations.add(`${name} ${problem}, but is ${JSON.stringify(value)}`);
	if (kind === 'list' || kind === 'phones' || kind === 'cdrTypes') {
		return Array.isArray(value) ? value.map(String) : [];
	}
	if (kind === 'number' || kind === 'integer' || kind === 'epoch') return Number(value) || 0;
	return isText(value) ? value : String(value);
}

/** Whether this names a custom variable. The prefix alone does not. */
const isVariableName = (name: string): boolean =>
	name.startsWith(variablePrefix) && name.length > variablePrefix.length;

/** The `CustomData` object of a JSON request. */
function readCustomData(value: unknown, violations: Remarks): CustomData {
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

/** The violation for an unknown parameter, with the right spelling if there is one. */
function unknownName(shape: MethodShape, name: string): string {
	const known = [...shape.flat.keys(), ...shape.nested.keys(), 'Code'];
	if (shape.method.hasCustomData) known.push('CustomData');
	const meant = known.find((other) => other.toLowerCase() === name.toLowerCase());
	const hint = meant && meant !== name ? `; ${shape.name} spells it ${meant}` : '';
	return `Unknown parameter ${name}${hint}`;
}

/** A limit, because a bulk request could have a hundred thousand equal texts. */
const maxTexts = 50;

/** Collects texts about a request while it is read. `prefix` names the current element. */
export class Remarks {
	readonly texts: string[] = [];

	prefix = '';

	add(text: string): void {
		if (this.texts.length < maxTexts) this.texts.push(this.prefix + text);
	}
}

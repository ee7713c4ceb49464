import type { Parameter } from '../../nodes/VoicenterDialer/api/methods';
import { isRecord } from '../isRecord';
import type { CustomData } from '../state/Call';
import type { ParameterValue } from './ParsedRequest';
import type { Violations } from './Violations';
import { readValue } from './readValue';

/** The guide says that the caller id may come empty (6.1). */
const mayBeEmpty = new Set(['Callerid', 'CallerID']);

const isEmpty = (value: unknown): boolean =>
	value === '' || value === null || (Array.isArray(value) && value.length === 0);

/** Collects what one request, or one element of a bulk request, says. */
export class FieldReader {
	readonly values: Partial<Record<string, ParameterValue>> = {};

	code?: string;

	customData?: CustomData;

	constructor(
		private readonly isJson: boolean,
		private readonly violations: Violations,
	) {}

	/** An empty required one counts as missing, which has its own answer. */
	takeParameter(name: string, parameter: Parameter, value: unknown): void {
		if (!isEmpty(value)) {
			this.values[name] = readValue(name, parameter.kind, value, this.isJson, this.violations);
		} else if (!parameter.isRequired && !mayBeEmpty.has(name)) {
			this.violations.add(`${name} is empty; leave it out`);
		}
	}

	takeCode(value: unknown): void {
		if (isEmpty(value)) return;
		this.code = String(readValue('Code', 'text', value, this.isJson, this.violations));
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

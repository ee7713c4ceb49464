import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { methodOf, type Parameter } from '../contract/methods';
import {
	entriesOfJson,
	toCustomVariables,
	type CustomVariables,
} from '../transport/customVariables';
import type { DialerRequest, WireValue } from '../transport/encode';
import { InputError } from '../transport/InputError';
import { isEmpty } from '../transport/isEmpty';
import { cleanPhoneNumber } from '../transport/phone';
import { toEpochSeconds } from '../transport/toEpochSeconds';
import { toFlag } from '../transport/toFlag';
import { toList } from '../transport/toList';
import { toInteger, toNumber } from '../transport/toNumber';
import { toText } from '../transport/toText';
import type { Operation, ReadParameter } from './Operation';

/**
 * One item's parameters as a request of the API. What is optional and empty is left out.
 * @param zone IANA zone of times that name none
 * @throws InputError naming the field
 */
export function toRequest(operation: Operation, read: ReadParameter, zone: string): DialerRequest {
	const rows = methodOf(operation.method).parameters;
	const parameters: Record<string, WireValue> = {};
	for (const [wireName, path] of entriesOf(operation.request)) {
		const row = rows[wireName];
		const label = labelOf(operation, path);
		const value = toWire(row, read(path), label, read, zone);
		if (value !== undefined) parameters[wireName] = value;
		else if (row.isRequired) {
			throw new InputError(
				`“${label}” is empty`,
				`Fill in “${label}”. If it comes from an expression, check that this item has the value.`,
			);
		}
	}
	const request = {
		method: operation.method,
		parameters,
		variables: methodOf(operation.method).hasCustomData ? readCustomVariables(read) : {},
	};
	operation.check?.(request);
	return request;
}

const entriesOf = (map: Operation['request']): Array<[string, string]> =>
	Object.entries(map as Record<string, string>);

/** `undefined`: not to be sent. */
function toWire(
	{ kind }: Parameter,
	value: unknown,
	label: string,
	read: ReadParameter,
	zone: string,
): WireValue | undefined {
	if (isEmpty(value) || (typeof value === 'string' && value.trim() === '')) return undefined;
	switch (kind) {
		case 'text':
			return toText(value, label);
		case 'phone': {
			const text = toText(value, label);
			const isCleaned = read('options.cleanPhoneNumbers') !== false;
			return (isCleaned ? cleanPhoneNumber(text) : text) || undefined;
		}
		case 'number':
			return toNumber(value, label);
		case 'integer':
			return toInteger(value, label);
		case 'epoch':
			return toEpochSeconds(value, label, zone);
		case 'flag':
			return toFlag(value, label) ? 'true' : undefined;
		case 'list': {
			const list = toList(value, label);
			return list.length > 0 ? list : undefined;
		}
	}
}

function readCustomVariables(read: ReadParameter): CustomVariables {
	if (read('specifyCustomVariables') === 'json') {
		return toCustomVariables(entriesOfJson(read('customVariablesJson')));
	}
	const rows = read('customVariables.variable');
	return toCustomVariables(
		Array.isArray(rows) ? rows.map((row: Variable) => [row.name, row.value] as const) : [],
	);
}

interface Variable {
	readonly name: unknown;
	readonly value: unknown;
}

/** The field's name in the panel. */
function labelOf({ fields }: Operation, path: string): string {
	const [name, part] = path.split('.');
	const field = fields.find((candidate) => candidate.name === name);
	const members = (field?.options ?? []) as Array<INodeProperties | INodePropertyCollection>;
	const member = members.find((candidate) => candidate.name === part);
	return (member ?? field)?.displayName ?? path;
}

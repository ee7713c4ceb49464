import type { GenericValue, INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import type { CustomVariables, DialerRequest, WireValue } from '../api/encode';
import { InputError } from '../api/failure';
import { methodOf, type Parameter } from '../api/methods';
import { cleanPhoneNumber, completeIsraeliNumber, dropDecimals } from '../api/phone';
import { entriesOfJson, toCustomVariables } from '../input/customVariables';
import { readIfPossible, type ReadParameter } from '../input/parameterReader';
import { toEpochSeconds } from '../input/time';
import { isEmpty, toFlag, toInteger, toList, toNumber, toText } from '../input/values';
import type { Operation } from './operation';

/**
 * Builds an API request from one item's parameters, without empty optional ones.
 * @param zone IANA time zone of times without an offset
 * @throws InputError naming the field
 */
export function toRequest(operation: Operation, read: ReadParameter, zone: string): DialerRequest {
	const parameters: Record<string, WireValue> = { ...operation.computed?.(read) };
	for (const row of rowsOf(operation)) {
		const value = toWire(row, read(row.path), read, zone);
		if (value !== undefined) parameters[row.wireName] = value;
		else if (row.isRequired && !(row.wireName in parameters)) {
			throw new InputError(
				`“${row.label}” is empty`,
				'Fill it in, or check that this item has the value.',
			);
		}
	}
	const request = {
		method: operation.method,
		parameters,
		variables: methodOf(operation.method).hasCustomData ? readCustomVariables(read) : {},
	};
	operation.check?.(request, read);
	return request;
}

/**
 * A parameter's value to show with an error, if the item has no request: as it would be sent, or else
 * as it was read.
 */
export function shownValue(
	operation: Operation,
	read: ReadParameter,
	path: string,
	zone: string,
): GenericValue {
	const value = readIfPossible(read, path);
	const row = rowsOf(operation).find((candidate) => candidate.path === path);
	try {
		return (row && toWire(row, value, read, zone)) ?? value;
	} catch {
		return value;
	}
}

/** The node's parameters that identify what an item is about, in its output. */
export const subjectPaths = ({ request }: Operation): string[] =>
	Object.values<string>(request).filter((path) => subjects.has(path));

const subjects: ReadonlySet<string> = new Set(['campaign', 'member', 'phone', 'target']);

/** A parameter of the method, with its parameter in the node. */
interface Row extends Parameter {
	readonly wireName: string;
	readonly path: string;
	/** The field's name in the panel. */
	readonly label: string;
}

const rows = new WeakMap<Operation, readonly Row[]>();

function rowsOf(operation: Operation): readonly Row[] {
	const known = rows.get(operation);
	if (known !== undefined) return known;
	const paths: Record<string, string> = operation.request;
	const made = Object.entries(paths).map(([wireName, path]) => ({
		...methodOf(operation.method).parameters[wireName],
		wireName,
		path,
		label: labelOf(operation, path),
	}));
	rows.set(operation, made);
	return made;
}

function labelOf({ fields }: Operation, path: string): string {
	const [name, part] = path.split('.');
	const field = fields.find((candidate) => candidate.name === name);
	const members = (field?.options ?? []) as Array<INodeProperties | INodePropertyCollection>;
	const member = members.find((candidate) => candidate.name === part);
	return (member ?? field)?.displayName ?? path;
}

/** Returns `undefined` for a value not to send. */
function toWire(
	{ kind, label }: Row,
	value: unknown,
	read: ReadParameter,
	zone: string,
): WireValue | undefined {
	if (isEmpty(value) || (typeof value === 'string' && value.trim() === '')) return undefined;
	switch (kind) {
		case 'text':
			return toText(value, label);
		case 'code':
			return toText(value, label).trim();
		case 'phone': {
			const text = dropDecimals(toText(value, label), label);
			const completes = toFlag(read('options.completeIsraeliNumbers'), completeLabel, false);
			return toPhone(completes ? completeIsraeliNumber(text) : text, read) || undefined;
		}
		case 'callerId': {
			const text = dropDecimals(toText(value, label), label);
			return /\p{L}/u.test(text) ? text : toPhone(text, read) || undefined;
		}
		case 'number':
			return toNumber(value, label);
		case 'integer':
			return toInteger(value, label);
		case 'epoch':
			return toEpochSeconds(value, label, zone);
		case 'flag':
			return toFlag(value, label, false) ? 'true' : undefined;
		case 'list': {
			const list = toList(value, label);
			return list.length > 0 ? list : undefined;
		}
		case 'phones': {
			const list = toList(value, label).map((phone) =>
				cleanPhoneNumber(dropDecimals(phone, label)),
			);
			return list.length > 0 ? list : undefined;
		}
		case 'utc':
			return toUtc(toEpochSeconds(value, label, zone, 'The range must begin before it ends.'));
		default:
			return undefined;
	}
}

/** Such as 2026-12-24T07:30:00Z. */
export const toUtc = (epochSeconds: number): string =>
	new Date(epochSeconds * 1000).toISOString().replace('.000Z', 'Z');

const completeLabel = 'Complete Israeli Numbers';

const toPhone = (text: string, read: ReadParameter): string =>
	toFlag(read('options.cleanPhoneNumbers'), 'Clean Phone Numbers', true)
		? cleanPhoneNumber(text)
		: text;

function readCustomVariables(read: ReadParameter): CustomVariables {
	if (read('specifyCustomVariables') === 'json') {
		return toCustomVariables(entriesOfJson(read('customVariablesJson')));
	}
	const variables = read('customVariables.variable');
	if (!Array.isArray(variables)) return {};
	return toCustomVariables(
		variables.map(({ name, value }: Variable): readonly [unknown, unknown] => [name, value]),
	);
}

interface Variable {
	readonly name: unknown;
	readonly value: unknown;
}

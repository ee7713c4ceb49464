import type { INodeExecutionData } from 'n8n-workflow';
import type { DialerRequest } from '../api/encode';
import { isRecord } from '../api/json';
import { canonicalPhoneNumber } from '../api/phone';
import { parameterReader, type ItemSource } from '../input/parameterReader';
import type { Operation } from '../operations/operation';
import { toRequest } from '../operations/toRequest';
import type { Keyring } from './Keyring';

/** The most items of a run that get a fingerprint, spread evenly over the input. */
const mostFingerprints = 50;

/**
 * Short keyed hashes of a run's input items, so that a later attempt recognizes them. In a long input,
 * only every nth item has one.
 */
export function inputFingerprints(
	items: readonly INodeExecutionData[],
	keyring: Pick<Keyring, 'print'>,
): string {
	const stride = strideOf(items.length);
	const prints: string[] = [];
	for (let index = 0; index < items.length; index += stride) {
		prints.push(keyring.print(textOf(items[index].json)));
	}
	return prints.join(' ');
}

/** Whether an item is unchanged. In a long input, all fingerprints must match. */
export function isSameInput(
	before: string,
	now: string,
	itemCount: number,
	itemIndex: number,
): boolean {
	if (before === now || strideOf(itemCount) > 1) return before === now;
	return before.split(' ')[itemIndex] === now.split(' ')[itemIndex];
}

const strideOf = (itemCount: number): number =>
	Math.max(1, Math.ceil(itemCount / mostFingerprints));

/** An item that is not valid JSON is recognized only by its position. */
function textOf(json: object): string {
	try {
		return JSON.stringify(json);
	} catch {
		return '';
	}
}

/** The node's parameters that define a lead, before evaluation. */
export type LeadParameters = Readonly<Record<string, unknown>>;

/**
 * Selects the parameters that define the lead. Others, such as the timeout, may change between
 * attempts.
 */
export function leadParameters(operation: Operation, parameters: LeadParameters): LeadParameters {
	const names = ['resource', 'operation', ...operation.fields.map(({ name }) => name)];
	const entries = names
		.filter((name) => !notOfLead.has(name) && name in parameters)
		.map((name): [string, unknown] => [name, parameters[name]]);
	const options = Object.entries((parameters.options ?? {}) as LeadParameters).filter(([name]) =>
		phoneOptions.has(name),
	);
	if (options.length > 0) entries.push(['options', Object.fromEntries(options)]);
	return Object.fromEntries(entries);
}

/** Options that change how a phone number is sent. */
const phoneOptions: ReadonlySet<string> = new Set(['cleanPhoneNumbers', 'completeIsraeliNumbers']);

/** The calling rules decide about a lead, and may have the numbers of other people. */
const notOfLead: ReadonlySet<string> = new Set(['options', 'callingRules']);

/** The action on the lead: Add and Add Many are the same. */
const actionOf = ({ operation }: LeadParameters): unknown =>
	operation === 'addMany' ? 'add' : operation;

/** Where the action puts a lead: into a campaign's queue, or on the Do-Not-Call list. */
const isOnSameList = (one: LeadParameters, other: LeadParameters): boolean =>
	(one.resource === 'doNotCall') === (other.resource === 'doNotCall');

/** Whether the new action undoes the earlier one. */
export function undoes(now: LeadParameters, before: LeadParameters): boolean {
	const [action, undone] = [actionOf(now), actionOf(before)];
	return (
		isOnSameList(now, before) && action !== undone && (action === 'remove' || undone === 'remove')
	);
}

/** `unclear`: the earlier lead can no longer be read. */
export type Sameness = 'same' | 'different' | 'unclear';

/**
 * Whether an item still makes the same lead, with the same action, after the node's parameters were
 * edited. Unedited expressions are ignored: `{{ $now }}` returns another time on each attempt, but the
 * lead is the same.
 */
export function compareLeads(
	operation: Operation,
	before: LeadParameters,
	now: LeadParameters,
	source: ItemSource,
	zone: string,
): Sameness {
	if (!isOnSameList(before, now) || actionOf(before) !== actionOf(now)) return 'different';
	const [leadBefore, leadNow] = [without(before, now), without(now, before)].map((parameters) => {
		try {
			return textOfLead(toRequest(operation, parameterReader(parameters)(source), zone));
		} catch {
			return undefined;
		}
	});
	if (leadNow === undefined) return 'different';
	if (leadBefore === undefined) return 'unclear';
	return leadBefore === leadNow ? 'same' : 'different';
}

/** Two spellings of a phone number are one lead. */
const textOfLead = ({ parameters, variables }: DialerRequest): string =>
	JSON.stringify([
		{ ...parameters, Target: canonicalPhoneNumber(String(parameters.Target)) },
		variables,
	]);

/**
 * The parameters, with a placeholder for each expression that both versions have in the same place.
 */
const without = (parameters: LeadParameters, others: LeadParameters): LeadParameters =>
	Object.fromEntries(
		Object.entries(parameters).map(([name, value]) => [
			name,
			withoutCommon(value, others[name], needed.has(name) ? '0' : ''),
		]),
	);

/** A lead requires these; the rest may be empty. */
const needed: ReadonlySet<string> = new Set(['campaign', 'target', 'phone']);

function withoutCommon(value: unknown, other: unknown, placeholder: string): unknown {
	if (typeof value === 'string' && value.startsWith('=')) {
		return value === other ? placeholder : value;
	}
	if (Array.isArray(value)) {
		return value.map((element: unknown, index) =>
			withoutCommon(element, Array.isArray(other) ? other[index] : undefined, `v${index}`),
		);
	}
	if (!isRecord(value) || !isRecord(other)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, member]) => [
			name,
			withoutCommon(member, other[name], placeholder),
		]),
	);
}

import type { Operation } from '../routing/Operation';
import { parameterReader, type ItemSource } from '../routing/parameterReader';
import { toRequest } from '../routing/toRequest';
import { isRecord } from '../transport/isRecord';

/** The node's parameters that make a lead, as they are in the workflow. */
export type LeadParameters = Readonly<Record<string, unknown>>;

/** All of the node's parameters that make the lead; the rest, such as a timeout, may change between tries. */
export function leadParameters(operation: Operation, parameters: LeadParameters): LeadParameters {
	const names = ['resource', 'operation', ...operation.fields.map(({ name }) => name)];
	const entries = names
		.filter((name) => name !== 'options' && name in parameters)
		.map((name): [string, unknown] => [name, parameters[name]]);
	const { cleanPhoneNumbers } = (parameters.options ?? {}) as LeadParameters;
	if (cleanPhoneNumbers !== undefined) entries.push(['options', { cleanPhoneNumbers }]);
	return Object.fromEntries(entries);
}

/** What is done to the lead: Add and Add Many do the same. */
const actionOf = ({ operation }: LeadParameters): unknown =>
	operation === 'addMany' ? 'add' : operation;

/** Whether what was done before no longer holds once this is done. */
export function undoes(now: LeadParameters, before: LeadParameters): boolean {
	const [action, undone] = [actionOf(now), actionOf(before)];
	return action !== undone && (action === 'remove' || undone === 'remove');
}

/**
 * Whether an item still makes the same lead, and the same is done to it, after the node's parameters
 * were edited. Expressions that were not edited are left out: `{{ $now }}` gives another time at each
 * try, and the lead is the same.
 */
export function isSameLead(
	operation: Operation,
	before: LeadParameters,
	now: LeadParameters,
	source: ItemSource,
	zone: string,
): boolean {
	if (actionOf(before) !== actionOf(now)) return false;
	const [leadBefore, leadNow] = [without(before, now), without(now, before)].map((parameters) => {
		try {
			return JSON.stringify(toRequest(operation, parameterReader(parameters)(source), zone));
		} catch {
			return undefined;
		}
	});
	return leadNow !== undefined && leadBefore === leadNow;
}

/** The parameters, with a placeholder for each expression that the others have in the same place. */
const without = (parameters: LeadParameters, others: LeadParameters): LeadParameters =>
	Object.fromEntries(
		Object.entries(parameters).map(([name, value]) => [
			name,
			withoutCommon(value, others[name], needed.has(name) ? '0' : ''),
		]),
	);

/** Without these there is no lead; the rest may be empty. */
const needed: ReadonlySet<string> = new Set(['campaign', 'target']);

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

import type { IDataObject } from 'n8n-workflow';
import type { DialerRequest } from './encode';
import { canonicalPhoneNumber } from './phone';

/**
 * What a call is by, so that a lead that was sent can be compared with a call that waits (guide, 6.12):
 * the same text for the same call, however its phone number is written. A field that was not sent is
 * empty or 0 in the queue. Numbers may come back as text, since form and query send text.
 */
export function printOfRequest({ parameters, variables }: DialerRequest): string {
	const { Target, Callerid, CallerID, CallerName, CustomerName, OriginateTime, Priority } =
		parameters;
	return print(
		canonicalPhoneNumber(String(Target)),
		[Callerid ?? CallerID, CallerName, CustomerName, OriginateTime, Priority],
		variables,
	);
}

/** @returns `undefined` for a call whose data cannot be read: it is nobody's */
export function printOfCall(call: IDataObject): string | undefined {
	const { CallerID, CallerName, CustomerName, OriginateTime, Priority } = call;
	const variables = call.CustomData ?? {};
	if (typeof variables !== 'object' || Array.isArray(variables)) return undefined;
	return print(
		phoneOf(call),
		[CallerID, CallerName, CustomerName, OriginateTime, Priority],
		variables as IDataObject,
	);
}

/** The waiting call's number, in the form for comparing. */
export const phoneOf = ({ Phone }: IDataObject): string =>
	canonicalPhoneNumber(String(Phone ?? ''));

const print = (
	phone: string,
	fields: readonly unknown[],
	variables: Readonly<Record<string, unknown>>,
): string =>
	JSON.stringify([
		phone,
		fields.map(orNothing),
		Object.entries(variables)
			.map(([name, value]) => [name, String(value)])
			.sort(([a], [b]) => (a < b ? -1 : 1)),
	]);

const orNothing = (value: unknown): string => {
	const text = String(value ?? '');
	return text === '0' ? '' : text;
};

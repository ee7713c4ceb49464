import type { IDataObject } from 'n8n-workflow';
import type { DialerRequest } from './encode';
import { canonicalPhoneNumber } from './phone';

/** Under which name a waiting call has what was sent (guide, 6.12). */
const pendingName: Readonly<Record<string, string>> = {
	Callerid: 'CallerID',
	CallerID: 'CallerID',
	CallerName: 'CallerName',
	CustomerName: 'CustomerName',
	OriginateTime: 'OriginateTime',
	Priority: 'Priority',
};

/**
 * Whether a waiting call is the one that was sent: every field that was sent, and the custom
 * variables. Numbers may come back as text, since form and query send text.
 */
export function isSameCall({ parameters, variables }: DialerRequest, call: IDataObject): boolean {
	if (phoneOf(call) !== canonicalPhoneNumber(String(parameters.Target))) return false;
	for (const [name, value] of Object.entries(parameters)) {
		const pending = pendingName[name];
		if (pending !== undefined && String(call[pending] ?? '') !== String(value)) return false;
	}
	const custom = (call.CustomData ?? {}) as IDataObject;
	const names = Object.keys(variables);
	return (
		Object.keys(custom).length === names.length &&
		names.every((name) => name in custom && String(custom[name]) === String(variables[name]))
	);
}

/** The waiting call's number, in the form for comparing. */
export const phoneOf = ({ Phone }: IDataObject): string =>
	canonicalPhoneNumber(String(Phone ?? ''));

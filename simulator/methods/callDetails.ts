import type { Fields } from '../parse/ParsedRequest';
import type { CallDetails } from '../state/Call';

type Changes = { -readonly [Name in keyof CallDetails]?: CallDetails[Name] };

/** What the request says about the call, and only that. */
export function callDetails({ values, customData }: Fields): Partial<CallDetails> {
	const changes: Changes = {};
	const callerId = values.Callerid ?? values.CallerID;
	if (callerId !== undefined) changes.callerId = String(callerId);
	if (values.CallerName !== undefined) changes.callerName = String(values.CallerName);
	if (values.CustomerName !== undefined) changes.customerName = String(values.CustomerName);
	if (values.OriginateTime !== undefined) changes.originateTime = Number(values.OriginateTime);
	if (values.Priority !== undefined) changes.priority = Number(values.Priority);
	if (customData) changes.customData = customData;
	return changes;
}

import { maxAddResults } from '../../nodes/VoicenterDialer/api/methods';
import { secondsOfLocal } from '../dialing/simulatedCall';
import type { Fields } from '../parse/readFields';
import { canonicalPhone, noDetails, type CallDetails } from '../state/call';
import { ok, rejections, type AddResult, type AnswerBody } from './answer';
import { runOnCampaign, type CampaignHandler, type MethodHandler } from './handler';

/** Adds one call to the queue. A blacklisted number is answered with OK but not queued. */
export const addCall: CampaignHandler = (campaign, fields, { account, timeZone }) => {
	const rejection = rejectionOfCall(fields);
	if (rejection) return rejection;
	const details = { ...noDetails, ...callDetails(fields, timeZone) };
	account.addCall(campaign, String(fields.values.Target), details);
	return ok;
};

/** Elements are independent: invalid ones are rejected in AddResult, the others are added. */
export const addCallsBulk: MethodHandler = (context) => {
	const results = context.fields.map((fields): AddResult => {
		const { ErrorCode, Description } = runOnCampaign('AddCallsBulk', fields, addCall, context);
		const target = String(fields.values.Target ?? '');
		return { Target: target, ErrorCode, Description, CustomData: fields.customData };
	});
	const hasResults = context.options.answers === 'vendor' && results.length <= maxAddResults;
	return hasResults ? { ...ok, AddResult: results } : ok;
};

/** Updates every waiting call to the number. Omitted fields keep their value. */
export const updateCall: CampaignHandler = (campaign, fields, { timeZone }) => {
	const rejection = rejectionOfCall(fields);
	if (rejection) return rejection;
	const phone = canonicalPhone(String(fields.values.Target));
	const updated = campaign.pending.updatePhone(phone, callDetails(fields, timeZone));
	return updated ? ok : rejections.invalidTarget;
};

export const removeCall: CampaignHandler = (campaign, { values }) =>
	campaign.pending.removePhone(canonicalPhone(String(values.Target)))
		? ok
		: rejections.invalidTarget;

export const phonePattern = /^\+?\d{3,15}$/;

/** Rejects an invalid target or caller id. */
function rejectionOfCall({ values }: Fields): AnswerBody | undefined {
	if (!phonePattern.test(String(values.Target))) return rejections.invalidTarget;
	const callerId = String(values.Callerid ?? values.CallerID ?? '');
	const isGood = callerId === '' || callerId === 'Anonymous' || /^\d{3,15}$/.test(callerId);
	return isGood ? undefined : rejections.invalidCallerId;
}

type Changes = { -readonly [Name in keyof CallDetails]?: CallDetails[Name] };

/** Only the details that the request contains. */
function callDetails({ values, customData }: Fields, timeZone: string): Partial<CallDetails> {
	const changes: Changes = {};
	const callerId = values.Callerid ?? values.CallerID;
	if (callerId !== undefined) changes.callerId = String(callerId);
	if (values.CallerName !== undefined) changes.callerName = String(values.CallerName);
	if (values.CustomerName !== undefined) changes.customerName = String(values.CustomerName);
	if (values.OriginateTime !== undefined) {
		const seconds = Number(values.OriginateTime);
		const isLocal = values.IsDateLocal === 'true' && seconds > 0;
		changes.originateTime = isLocal ? secondsOfLocal(seconds, timeZone) : seconds;
	}
	if (values.Priority !== undefined) changes.priority = Number(values.Priority);
	if (values.IgnoreDncStatus !== undefined) {
		changes.ignoresBlacklist = values.IgnoreDncStatus === 'true';
	}
	if (customData) changes.customData = customData;
	return changes;
}

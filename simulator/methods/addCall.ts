import { noDetails } from '../state/Call';
import { ok } from './Answer';
import { callDetails } from './callDetails';
import type { CampaignHandler } from './MethodHandler';
import { refusalOfCall } from './refusalOfCall';

/** One call into the queue; a blacklisted number is answered OK and goes nowhere. */
export const addCall: CampaignHandler = (campaign, fields, { account }) => {
	const refusal = refusalOfCall(fields);
	if (refusal) return refusal;
	const ignoresBlacklist = fields.values.IgnoreDncStatus === 'true';
	const details = { ...noDetails, ...callDetails(fields) };
	account.addCall(campaign, String(fields.values.Target), details, ignoresBlacklist);
	return ok;
};

import { canonicalPhone } from '../state/canonicalPhone';
import { ok } from './Answer';
import { callDetails } from './callDetails';
import type { CampaignHandler } from './MethodHandler';
import { refusalOfCall } from './refusalOfCall';
import { refusals } from './refusals';

/** Changes every waiting call of the number; what the request leaves out stays as it was. */
export const updateCall: CampaignHandler = (campaign, fields) => {
	const refusal = refusalOfCall(fields);
	if (refusal) return refusal;
	const phone = canonicalPhone(String(fields.values.Target));
	const updated = campaign.pending.updatePhone(phone, callDetails(fields));
	return updated ? ok : refusals.invalidTarget;
};

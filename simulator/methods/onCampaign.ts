import type { MethodName } from '../../nodes/VoicenterDialer/api/methods';
import { shapeOf } from '../parse/MethodShape';
import type { Fields } from '../parse/ParsedRequest';
import type { AnswerBody } from './Answer';
import type { CampaignHandler, MethodContext, MethodHandler } from './MethodHandler';
import { missingField, refusals } from './refusals';

/** Runs the handler on the campaign that the fields name, or says why it cannot. */
export function runOnCampaign(
	name: MethodName,
	fields: Fields,
	handler: CampaignHandler,
	context: MethodContext,
): AnswerBody {
	const missing = shapeOf(name).required.find((field) => fields.values[field] === undefined);
	if (missing) return missingField(missing);
	const campaign = context.account.campaignInUse(String(fields.values.Campaign));
	return campaign ? handler(campaign, fields, context) : refusals.invalidCampaign;
}

/** A method that concerns one campaign. */
export const onCampaign =
	(name: MethodName, handler: CampaignHandler): MethodHandler =>
	(context) =>
		runOnCampaign(name, context.fields[0], handler, context);

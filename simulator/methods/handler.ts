import type { MethodName } from '../../nodes/VoicenterDialer/api/methods';
import type { SimulatorOptions } from '../options';
import { shapeOf } from '../parse/methodShape';
import type { Fields } from '../parse/readFields';
import type { Account, Campaign } from '../state/account';
import { missingField, rejections, type AnswerBody } from './answer';

/** What a method's handler gets. */
export interface MethodContext {
	readonly account: Account;
	readonly options: SimulatorOptions;
	/** Of the account. */
	readonly timeZone: string;
	readonly fields: readonly Fields[];
}

export type MethodHandler = (context: MethodContext) => AnswerBody;

/** Handles one campaign. The campaign exists and all required fields are present. */
export type CampaignHandler = (
	campaign: Campaign,
	fields: Fields,
	context: MethodContext,
) => AnswerBody;

/** Runs the handler on the named campaign, or returns the rejection. */
export function runOnCampaign(
	name: MethodName,
	fields: Fields,
	handler: CampaignHandler,
	context: MethodContext,
): AnswerBody {
	const missing = shapeOf(name).required.find((field) => fields.values[field] === undefined);
	if (missing) return missingField(missing);
	const campaign = context.account.campaignInUse(String(fields.values.Campaign));
	return campaign ? handler(campaign, fields, context) : rejections.invalidCampaign;
}

/** A method that works on one campaign. */
export const onCampaign =
	(name: MethodName, handler: CampaignHandler): MethodHandler =>
	(context) =>
		runOnCampaign(name, context.fields[0], handler, context);

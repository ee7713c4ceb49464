import { okWith } from './Answer';
import { campaignRecord } from './campaignRecord';
import type { MethodHandler } from './MethodHandler';

/** The guide's record has three fields, the vendor's today the totals as well. */
export const getCampaignList: MethodHandler = ({ account, options }) =>
	okWith(
		[...account.campaigns.values()].map((campaign) =>
			options.answers === 'vendor'
				? campaignRecord(campaign, options.answers)
				: { Name: campaign.name, StatusName: campaign.status, Code: campaign.code },
		),
	);

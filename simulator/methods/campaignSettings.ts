import type { CampaignStatus } from '../../nodes/VoicenterDialer/api/methods';
import { ok } from './Answer';
import type { CampaignHandler } from './MethodHandler';

export const setStatus =
	(status: CampaignStatus): CampaignHandler =>
	(campaign) => {
		campaign.status = status;
		return ok;
	};

export const updateCampaignStrategy: CampaignHandler = (campaign, { values }) => {
	for (const [name, value] of Object.entries(values)) {
		if (typeof value === 'number') campaign.strategy[name] = value;
	}
	return ok;
};

export const configureIvrCampaign: CampaignHandler = (campaign, { values }) => {
	if (typeof values.setMaxCalls === 'number') campaign.maxCalls = values.setMaxCalls;
	const representatives = values.RepresentativeList;
	if (Array.isArray(representatives)) campaign.representatives = representatives;
	return ok;
};

export const clearCampaignCalls: CampaignHandler = ({ pending }) => {
	pending.clear();
	return ok;
};

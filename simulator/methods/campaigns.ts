import type { CampaignStatus } from '../../nodes/VoicenterDialer/api/methods';
import type { SimulatorOptions } from '../options';
import type { Campaign } from '../state/account';
import type { Call } from '../state/call';
import { ok, okWith } from './answer';
import type { CampaignHandler, MethodHandler } from './handler';

/** The guide's record has three fields; the vendor's current one has the totals too. */
export const getCampaignList: MethodHandler = ({ account, options }) =>
	okWith(
		[...account.campaigns.values()].map((campaign) =>
			options.answers === 'vendor'
				? campaignRecord(campaign, options.answers)
				: { Name: campaign.name, StatusName: campaign.status, Code: campaign.code },
		),
	);

const pendingCall = (call: Call) => ({
	Phone: call.target,
	CallerID: call.callerId,
	CallerName: call.callerName,
	OriginateTime: call.originateTime,
	Priority: call.priority,
	CustomerName: call.customerName,
	CallStatus: { Status: 1, Description: 'Pending' },
	CustomData: call.customData,
});

export const getCampaignPendingCalls: CampaignHandler = (campaign, _fields, { options }) =>
	okWith({
		Calls: Array.from(campaign.pending, pendingCall),
		Campaign: campaignRecord(campaign, options.answers),
	});

/** A campaign as the service reports it. IVR and predictive ones call their queue "awaiting" (vendor). */
export function campaignRecord(
	{ code, name, kind, status, pending }: Campaign,
	answers: SimulatorOptions['answers'],
): object {
	const total =
		kind === 'agent' || answers === 'guide' ? 'TotalPendingCalls' : 'TotalAwaitingCalls';
	return {
		Name: name,
		StatusName: status,
		[total]: pending.size,
		MaxPriority: pending.maxPriority,
		MinPriority: pending.minPriority,
		Code: code,
	};
}

export const setCampaignStatus =
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

export const getMembersList: CampaignHandler = ({ members }) =>
	okWith(Array.from(members, ([sip, name]) => ({ Member: sip, DisplayName: name })));

/** Adding an existing member changes nothing and is not an error. */
export const addMember: CampaignHandler = ({ members }, { values }, { account }) => {
	const sip = String(values.Member);
	const isNew = !members.has(sip);
	if (isNew) members.set(sip, account.nameOfExtension(sip));
	return okWith({ TotalAdded: isNew ? 1 : 0 });
};

export const removeMember: CampaignHandler = ({ members }, { values }) =>
	okWith({ TotalRemoved: members.delete(String(values.Member)) ? 1 : 0 });

import type { Call } from '../state/Call';
import { okWith } from './Answer';
import { campaignRecord } from './campaignRecord';
import type { CampaignHandler } from './MethodHandler';

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

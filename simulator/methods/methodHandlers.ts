import type { MethodName } from '../../nodes/VoicenterDialer/api/methods';
import { okWith } from './Answer';
import type { CampaignHandler, MethodHandler } from './MethodHandler';
import { addCall } from './addCall';
import { addCallsBulk } from './addCallsBulk';
import { campaignRecord } from './campaignRecord';
import {
	clearCampaignCalls,
	configureIvrCampaign,
	setStatus,
	updateCampaignStrategy,
} from './campaignSettings';
import { getCampaignList } from './getCampaignList';
import { getCampaignPendingCalls } from './getCampaignPendingCalls';
import { addMember, getMembersList, removeMember } from './members';
import { onCampaign } from './onCampaign';
import { removeCall } from './removeCall';
import { updateCall } from './updateCall';

type OnOneCampaign = Exclude<MethodName, 'GetCampaignList' | 'AddCallsBulk'>;

const campaignHandlers: Record<OnOneCampaign, CampaignHandler> = {
	AddCall: addCall,
	RemoveCall: removeCall,
	UpdateCall: updateCall,
	GetMembersList: getMembersList,
	AddMember: addMember,
	RemoveMember: removeMember,
	StartCampaign: setStatus('Enabled'),
	StopCampaign: setStatus('Disabled'),
	UpdateCampaignStrategy: updateCampaignStrategy,
	ConfigureIvrCampaign: configureIvrCampaign,
	ClearCampaignCalls: clearCampaignCalls,
	GetCampaignPendingCalls: getCampaignPendingCalls,
	GetCampaignDetails: (campaign, _fields, { options }) =>
		okWith(campaignRecord(campaign, options.answers)),
};

export function handlerOf(name: MethodName): MethodHandler {
	if (name === 'GetCampaignList') return getCampaignList;
	if (name === 'AddCallsBulk') return addCallsBulk;
	return onCampaign(name, campaignHandlers[name]);
}

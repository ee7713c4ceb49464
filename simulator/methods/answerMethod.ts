import { methodOf, type MethodName } from '../../nodes/VoicenterDialer/api/methods';
import { isRecord } from '../checks';
import type { SimulatorOptions } from '../options';
import type { ParsedRequest } from '../parse/parseRequest';
import type { Account } from '../state/account';
import {
	invalidRequest,
	missingField,
	okWith,
	rejections,
	type Answer,
	type AnswerBody,
} from './answer';
import { answerBlacklist, isAboutBlacklist, type BlacklistMethod } from './blacklist';
import { addCall, addCallsBulk, removeCall, updateCall } from './calls';
import {
	addMember,
	campaignRecord,
	clearCampaignCalls,
	configureIvrCampaign,
	getCampaignList,
	getCampaignPendingCalls,
	getMembersList,
	removeMember,
	setCampaignStatus,
	updateCampaignStrategy,
} from './campaigns';
import {
	onCampaign,
	type CampaignHandler,
	type MethodContext,
	type MethodHandler,
} from './handler';

/** The state that a method is answered from. */
type Service = Omit<MethodContext, 'fields'>;

function rejectionOfCode(
	name: MethodName,
	{ fields }: ParsedRequest,
	account: Account,
	options: SimulatorOptions,
): AnswerBody | undefined {
	const isRequired = methodOf(name).needsCode || options.requireCode === 'everyRequest';
	if (isRequired && fields.some(({ code }) => code === undefined)) return missingField('Code');
	const isWrong = fields.some(({ code }) => code !== undefined && code !== account.code);
	return isWrong ? rejections.invalidAccount : undefined;
}

function bodyFor(name: DialerMethod, request: ParsedRequest, service: Service): AnswerBody {
	const { account, options } = service;
	if (request.rejection) return invalidRequest(request.rejection);
	const rejection = rejectionOfCode(name, request, account, options);
	if (rejection) return rejection;
	if (options.strict && request.violations.length) return invalidRequest(request.violations[0]);
	return handlerOf(name)({ ...service, fields: request.fields });
}

/** Processes the request and answers as the service does. */
export function answerMethod(name: MethodName, request: ParsedRequest, service: Service): Answer {
	if (service.options.forbidden) return { status: 403, body: 'Forbidden' };
	if (isAboutBlacklist(name)) {
		return { status: 200, body: answerBlacklist(name, request, service.account, service.options) };
	}
	return { status: 200, body: bodyFor(name, request, service) };
}

type DialerMethod = Exclude<MethodName, BlacklistMethod>;
type OnOneCampaign = Exclude<DialerMethod, 'GetCampaignList' | 'AddCallsBulk'>;

const campaignHandlers: Record<OnOneCampaign, CampaignHandler> = {
	AddCall: addCall,
	RemoveCall: removeCall,
	UpdateCall: updateCall,
	GetMembersList: getMembersList,
	AddMember: addMember,
	RemoveMember: removeMember,
	StartCampaign: setCampaignStatus('Enabled'),
	StopCampaign: setCampaignStatus('Disabled'),
	UpdateCampaignStrategy: updateCampaignStrategy,
	ConfigureIvrCampaign: configureIvrCampaign,
	ClearCampaignCalls: clearCampaignCalls,
	GetCampaignPendingCalls: getCampaignPendingCalls,
	GetCampaignDetails: (campaign, _fields, { options }) =>
		okWith(campaignRecord(campaign, options.answers)),
};

function handlerOf(name: DialerMethod): MethodHandler {
	if (name === 'GetCampaignList') return getCampaignList;
	if (name === 'AddCallsBulk') return addCallsBulk;
	return onCampaign(name, campaignHandlers[name]);
}

/** The monitor's list of extensions. It has no error for a wrong code, only an empty list. */
export function answerExtensions(body: unknown, account: Account): Answer {
	const isKnown = isRecord(body) && body.code === account.code;
	return {
		status: 200,
		body: { ERR: 0, DESC: 'OK', EXTENSIONS: isKnown ? account.extensions : [] },
	};
}

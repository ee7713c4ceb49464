import type { Extension } from '../seed/AccountSeed';
import { canonicalPhone } from '../state/canonicalPhone';
import { aiData } from './aiData';
import { callerIdOf, queueIdOf } from './campaignNumbers';
import { localSeconds } from './localSeconds';
import type { PlayedCall } from './PlayedCall';

const agorotPerMinute = 5;

const countryOf = (phone: string): string =>
	canonicalPhone(phone).startsWith('972') ? 'Israel' : 'Other';

function representative({ account, agent, campaign }: PlayedCall) {
	const extension = account.extensions.find(({ SIP }) => SIP === agent);
	const { AccountName, AccountID, SpeedDial }: Partial<Extension> =
		extension ?? account.extensions[0] ?? {};
	return {
		representative_name: agent
			? (campaign.members.get(agent) ?? account.nameOfExtension(agent))
			: '',
		representative_code: agent && extension ? String(SpeedDial) : '',
		DepartmentName: AccountName ?? '',
		DepartmentID: AccountID ?? 0,
	};
}

/** The call to the customer, in every field of a CDR notification (vendor's practice). */
export function cdrFields(call: PlayedCall, type: string): Record<string, unknown> {
	const { id, campaign, lead, outcome, startedAtMs, timeZone } = call;
	const { status, ringSeconds, talkSeconds } = outcome;
	const isAnswered = status === 'ANSWER';
	const caller = lead.callerId || callerIdOf(campaign);
	return {
		caller,
		target: lead.phone,
		time: localSeconds(startedAtMs, timeZone),
		duration: ringSeconds + talkSeconds,
		ivruniqueid: id,
		type,
		status,
		did: '',
		queueid: queueIdOf(campaign),
		queuename: campaign.name,
		record: isAnswered ? `https://recordings.example.com/${id}.mp3` : '',
		price: Math.ceil(talkSeconds / 60) * agorotPerMinute,
		dialtime: ringSeconds,
		...representative(call),
		target_country: countryOf(lead.phone),
		caller_country: countryOf(caller),
		seconds_waiting_in_queue: status === 'ABANDONE' || status === 'TIMEOUT' ? talkSeconds : 0,
		OriginalIvrUniqueID: id,
		direction: 'outgoing',
		extenUser: isAnswered ? (call.agent ?? '') : '',
		callerPhone: lead.phone,
		isAnswer: isAnswered ? 1 : 0,
		actualCallDuration: isAnswered ? talkSeconds : 0,
		actualCallDialtime: ringSeconds,
		IVR: [],
		...(call.hasAiData && isAnswered && { aiData: aiData(call) }),
		CustomData: lead.customData,
	};
}

import { seededRandom } from '../random';
import { canonicalPhone } from '../state/call';
import type { Extension } from '../state/seed';
import { callerIdOf, localSeconds, queueIdOf, type SimulatedCall } from './simulatedCall';

export type CdrType =
	| 'ProductiveCall Leg1'
	| 'ProductiveCall Leg2'
	| 'Click 2 IVR'
	| 'Click 2 IVR Incoming';

export interface Cdr {
	readonly type: CdrType;
	readonly fields: Readonly<Record<string, unknown>>;
}

const answeredAt = ({ startedAtMs, outcome, timeZone }: SimulatedCall): number =>
	localSeconds(startedAtMs + outcome.ringSeconds * 1000, timeZone);

/** The agent's leg. The agent is on the line when the customer answers, so it starts then and does not ring. */
const agentLeg = (call: SimulatedCall): Cdr => ({
	type: 'ProductiveCall Leg1',
	fields: {
		...cdrFields(call, 'ProductiveCall Leg1'),
		caller: call.lead.phone,
		target: call.agent,
		time: answeredAt(call),
		duration: call.outcome.talkSeconds,
		dialtime: 0,
		actualCallDialtime: 0,
		record: '',
		price: 0,
	},
});

const customerLeg = (call: SimulatedCall, type: CdrType): Cdr => ({
	type,
	fields: cdrFields(call, type),
});

/** The customer in the IVR, from the answer on, reported as an incoming call. */
function ivrLeg(call: SimulatedCall): Cdr {
	const fields = cdrFields(call, 'Click 2 IVR Incoming');
	return {
		type: 'Click 2 IVR Incoming',
		fields: {
			...fields,
			caller: call.lead.phone,
			target: fields.caller,
			did: fields.caller,
			direction: 'incoming',
			time: answeredAt(call),
			duration: call.outcome.talkSeconds,
			dialtime: 0,
			actualCallDialtime: 0,
			price: 0,
			IVR: ivrLayers(call),
		},
	};
}

/**
 * The CDR notifications of a finished call; all share one id. The vendor documents two legs, but
 * not when there is only one. Here the second leg starts when the customer answers, so an
 * unanswered lead has one notification, for the customer's leg.
 */
export function cdrsOf(call: SimulatedCall): Cdr[] {
	const isAnswered = call.outcome.status === 'ANSWER';
	if (call.campaign.kind === 'agent') {
		const customer = customerLeg(call, 'ProductiveCall Leg2');
		return isAnswered ? [agentLeg(call), customer] : [customer];
	}
	const customer = customerLeg(call, 'Click 2 IVR');
	return isAnswered ? [customer, ivrLeg(call)] : [customer];
}

const agorotPerMinute = 5;

const countryOf = (phone: string): string =>
	canonicalPhone(phone).startsWith('972') ? 'Israel' : 'Other';

function representative({ account, agent, campaign }: SimulatedCall) {
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

/** All fields of a CDR notification, for the call to the customer (vendor's practice). */
function cdrFields(call: SimulatedCall, type: string): Record<string, unknown> {
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

const keys = 3;

/** The IVR layers that a customer passed through, with the key pressed in the first (vendor's practice). */
function ivrLayers({ id, campaign }: SimulatedCall): object[] {
	const chance = seededRandom(id);
	const pressed = 1 + Math.floor(chance() * keys);
	return [
		{
			layer_id: 1001,
			layer_name: campaign.name,
			layer_number: 0,
			Dtmf: pressed,
			dtmf_order: 1,
		},
		{
			layer_id: 1001 + pressed,
			layer_name: `Choice ${pressed}`,
			layer_number: pressed,
			Dtmf: '',
			dtmf_order: 2,
		},
	];
}

/** The analysis that some accounts get with the CDR of an answered call (vendor's practice). */
const aiData = ({ campaign, lead, outcome }: SimulatedCall) => ({
	insights: {
		questions: [
			{
				key: 'is_interested',
				question: 'Is the customer interested?',
				data_type: 'boolean',
				answer: String(outcome.talkSeconds >= 60),
			},
		],
		participants: {
			caller: { name: null, personality_traits: [] },
			callee: { name: lead.customerName || null, personality_traits: ['patient'] },
		},
		summary: `A call of ${outcome.talkSeconds} seconds about ${campaign.name}.`,
	},
	emotions: {
		sentences: [
			{
				sentence_id: 1,
				emotion: 'pleased',
				emotion_direction: 1,
				confidence_emotion: 0.9,
				intensity_emotion: 0.6,
			},
		],
	},
	transcript: [
		{ speaker: 'Speaker0', text: 'Good morning.', startTime: 0.4, endTime: 1.3, sentence_id: 0 },
		{ speaker: 'Speaker1', text: 'Good morning!', startTime: 1.9, endTime: 2.8, sentence_id: 1 },
	],
});

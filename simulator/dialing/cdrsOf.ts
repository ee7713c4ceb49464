import { cdrFields } from './cdrFields';
import { ivrLayers } from './ivrLayers';
import { localSeconds } from './localSeconds';
import type { PlayedCall } from './PlayedCall';

export type CdrType =
	| 'ProductiveCall Leg1'
	| 'ProductiveCall Leg2'
	| 'Click 2 IVR'
	| 'Click 2 IVR Incoming';

export interface Cdr {
	readonly type: CdrType;
	readonly fields: Readonly<Record<string, unknown>>;
}

const answeredAt = ({ startedAtMs, outcome, timeZone }: PlayedCall): number =>
	localSeconds(startedAtMs + outcome.ringSeconds * 1000, timeZone);

/** The leg to the agent, who is on the line when the customer answers: it begins then, and does not ring. */
const agentLeg = (call: PlayedCall): Cdr => ({
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

const customerLeg = (call: PlayedCall, type: CdrType): Cdr => ({
	type,
	fields: cdrFields(call, type),
});

/** The customer's way into the IVR, from the answer on, as a call that comes in. */
function ivrLeg(call: PlayedCall): Cdr {
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
 * The notifications of a call that has ended; they have one id. The vendor's types say that there
 * are two legs, not when there is one alone. Here the second party comes in when the customer has
 * answered: with nobody to talk to there was no call to the agent or into the IVR, so that an
 * unanswered lead has one notification, the customer's.
 */
export function cdrsOf(call: PlayedCall): Cdr[] {
	const isAnswered = call.outcome.status === 'ANSWER';
	if (call.campaign.kind === 'agent') {
		const customer = customerLeg(call, 'ProductiveCall Leg2');
		return isAnswered ? [agentLeg(call), customer] : [customer];
	}
	const customer = customerLeg(call, 'Click 2 IVR');
	return isAnswered ? [customer, ivrLeg(call)] : [customer];
}

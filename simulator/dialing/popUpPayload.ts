import type { CallStatus } from '../../nodes/VoicenterDialer/api/methods';
import { callerIdOf, localSeconds, type SimulatedCall } from './simulatedCall';

export type PopUpStatus = 'Ringing' | 'Talking' | 'Hangup';

const causes: Partial<Record<CallStatus, string>> = {
	NOANSWER: 'No answer',
	BUSY: 'User busy',
	CANCEL: 'Originator cancel',
	TE: 'Network out of order',
};

/** A pop-up screen event, as the agent's browser sends it during the call (vendor's practice). */
export function popUpOf(call: SimulatedCall, status: PopUpStatus): Record<string, unknown> {
	const { id, lead, outcome, startedAtMs, timeZone } = call;
	const did = lead.callerId || callerIdOf(call.campaign);
	const isAnswered = status !== 'Ringing' && outcome.status === 'ANSWER';
	// Wall clock as in CDRs: the vendor's Events SDK takes the account's offset off callStarted.
	const startedAt = localSeconds(startedAtMs, timeZone);
	return {
		phone: lead.phone,
		callerName: lead.customerName || lead.callerName,
		ivrid: id,
		extenUser: call.agent,
		did,
		status,
		direction: 'Outgoing',
		recordFile: isAnswered ? `https://recordings.example.com/${id}.mp3` : '',
		isMuted: false,
		callStarted: startedAt,
		isAnswered,
		callAnswered: isAnswered ? startedAt + outcome.ringSeconds : 0,
		...(status === 'Hangup' && { cause: causes[outcome.status] ?? 'Normal hangup' }),
		currentCall: {
			callerphone: lead.phone,
			callstatus: status,
			ivrid: id,
			did,
			originalCallerID: lead.phone,
			isInternal: false,
			customdata: lead.customData,
		},
	};
}

/** The older form: a GET with only these fields (vendor's practice). */
export const popUpQuery = (popUp: Readonly<Record<string, unknown>>) => ({
	phone: popUp.phone,
	ivrid: popUp.ivrid,
	extenUser: popUp.extenUser,
	did: popUp.did,
	statusCall: popUp.status,
});

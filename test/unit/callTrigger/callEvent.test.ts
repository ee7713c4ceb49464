import { callLegOf, readEvent } from '../../../nodes/VoicenterDialer/callTrigger/callEvent';
import { Fields } from '../../../nodes/VoicenterDialer/callTrigger/eventFields';
import {
	agentLeg,
	asForm,
	customerLeg,
	ivrCall,
	olderPopUp,
	popUp,
} from '../../harness/callPayloads';

const zone = 'Asia/Jerusalem';
const eventOf = (payload: object) => readEvent({ ...payload }, zone)?.found?.event;

const customerEvent = {
	event: 'callEnded',
	eventId: '2026071513ab12cd34:callEnded:ProductiveCall Leg2:0501234567:ANSWER:1784120400:74:3',
	callId: '2026071513ab12cd34',
	leg: 'customer',
	phone: '972501234567',
	status: 'ANSWER',
	answered: true,
	durationSeconds: 74,
	waitSeconds: 3,
	startedAt: '2026-07-15T13:00:00+03:00',
	agent: { name: 'דנה לוי', code: '12345678' },
	queue: { id: 17, name: 'מכירות' },
	extension: 'SIPSIP',
	recordingUrl: 'https://recordings.example/ab12cd34.mp3',
	keysPressed: [{ layerId: 5, layerName: 'Welcome', digit: '2' }],
	customVariables: { lead_id: '1017', name: 'יוסי' },
};

it('reads both legs of an agent dialer’s call', () => {
	expect(eventOf(customerLeg)).toStrictEqual(customerEvent);
	expect(eventOf(agentLeg)).toStrictEqual({
		...customerEvent,
		eventId: '2026071513ab12cd34:callEnded:ProductiveCall Leg1:SIPSIP:ANSWER:1784120400:74:3',
		leg: 'agent',
	});
});

it.each([customerLeg, agentLeg, ivrCall])('reads a form the same as JSON', (record) => {
	expect(eventOf(asForm(record))).toStrictEqual(eventOf(record));
});

it('passes the vendor’s AI analysis on unchanged', () => {
	const event = eventOf(ivrCall);
	expect(event?.ai).toStrictEqual(ivrCall.aiData);
	expect(Object.keys(event ?? {})).toStrictEqual([...Object.keys(customerEvent), 'ai']);
	expect(eventOf({ ...ivrCall, aiData: {} })).not.toHaveProperty('ai');
});

it('has the same keys if hardly any values are known', () => {
	expect(eventOf({ ivruniqueid: 5, type: '' })).toStrictEqual({
		event: 'callEnded',
		eventId: '5:callEnded::::::',
		callId: '5',
		leg: 'customer',
		phone: null,
		status: null,
		answered: null,
		durationSeconds: null,
		waitSeconds: null,
		startedAt: null,
		agent: { name: null, code: null },
		queue: { id: null, name: null },
		extension: null,
		recordingUrl: null,
		keysPressed: [],
		customVariables: {},
	});
});

it('accepts field names in any letter case, and reads queue 0 as none', () => {
	const event = eventOf({ IvrUniqueID: 'a', Type: 'Click 2 IVR', Status: 'busy', QueueID: '0' });
	expect(event).toMatchObject({ callId: 'a', status: 'BUSY', answered: false });
	expect(event?.queue).toStrictEqual({ id: null, name: null });
});

it('keeps statuses, types and queues it doesn’t know', () => {
	const event = eventOf({
		...customerLeg,
		status: 'NEWSTATUS',
		type: 'New Type',
		queueid: 'q-7',
		isAnswer: 0,
	});
	expect(event).toMatchObject({ status: 'NEWSTATUS', answered: false, queue: { id: 'q-7' } });
});

it.each([
	['Ringing', 'ringing', false],
	['Talking', 'answered', true],
	['Hangup', 'hungUp', true],
	['HANGUP', 'hungUp', true],
])('reads the pop-up of %s', (status, kind, answered) => {
	expect(eventOf({ ...popUp, status, isAnswered: status !== 'Ringing' })).toStrictEqual({
		event: kind,
		eventId: `2026071513ef56ab78:${kind}:SIPSIP:1784120400:0:972501234567`,
		callId: '2026071513ef56ab78',
		leg: 'agent',
		phone: '972501234567',
		status,
		answered,
		durationSeconds: null,
		waitSeconds: null,
		startedAt: '2026-07-15T13:00:00+03:00',
		agent: { name: null, code: null },
		queue: { id: null, name: null },
		extension: 'SIPSIP',
		recordingUrl: 'https://recordings.example/ef56ab78.mp3',
		keysPressed: [],
		customVariables: { lead_id: '1017' },
	});
});

it('reads the older pop-up', () => {
	expect(eventOf(olderPopUp)).toMatchObject({
		event: 'ringing',
		callId: '2026071513ef56ab79',
		phone: '972501234567',
		status: 'Ringing',
		extension: 'SIPSIP',
	});
});

it('knows whether an ended call had been answered, if the pop-up says so', () => {
	const hungUp = { ...popUp, status: 'Hangup', isAnswered: undefined };
	expect(eventOf({ ...hungUp, callAnswered: 1784120410 })?.answered).toBe(true);
	expect(eventOf({ ...hungUp, callAnswered: '0' })?.answered).toBe(false);
	expect(eventOf({ ...hungUp, callAnswered: undefined })?.answered).toBeNull();
});

it('recognizes a pop-up in another state, without an event', () => {
	expect(readEvent({ ...popUp, status: 'Hold' }, zone)).toStrictEqual({
		isPopUp: true,
	});
});

it.each([
	{},
	{ hello: 'world' },
	{ ivruniqueid: 'a' },
	{ ivruniqueid: '', type: 'Click 2 IVR' },
	{ ivruniqueid: { nested: 1 }, type: 'Click 2 IVR' },
	{ ivrid: 'a' },
	{ status: 'Ringing' },
])('does not recognize %j as an event', (payload) => {
	expect(readEvent(payload, zone)).toBeUndefined();
});

describe('eventId', () => {
	const missed = { ...agentLeg, status: 'NOANSWER', isAnswer: 0, duration: 20 };
	const ringing = { ...popUp };

	it.each([
		['another outcome', missed, { status: 'ANSWER', isAnswer: 1 }],
		['a minute later', missed, { time: missed.time + 60 }],
		['the call’s own time, another duration', missed, { duration: 21 }],
		['the call’s own time, a longer wait', missed, { seconds_waiting_in_queue: 23 }],
		['another agent', missed, { target: 'SIPTWO' }],
		['another agent, named only in extenUser', { ...missed, target: '' }, { extenUser: 'SIPTWO' }],
		['the other leg', missed, { type: 'ProductiveCall Leg2' }],
		['ringing a minute later', ringing, { callStarted: popUp.callStarted + 60 }],
		[
			'ringing later, told by the current call',
			{ ...ringing, callStarted: undefined, currentCall: { callStarted: 1784120400 } },
			{ currentCall: { callStarted: 1784120460 } },
		],
		['ringing another agent', ringing, { extenUser: 'SIPTWO' }],
		['another state', ringing, { status: 'Talking' }],
		['answered later', { ...ringing, status: 'Talking' }, { callAnswered: 1784120410 }],
	])('distinguishes two attempts: %s', (_how, first, changes) => {
		const again = { ...first, ...changes };
		expect(eventOf(again)?.eventId).not.toBe(eventOf(first)?.eventId);
		expect(eventOf(again)?.callId).toBe(eventOf(first)?.callId);
	});

	it.each([
		['as it was', agentLeg, agentLeg],
		['as a form', agentLeg, asForm(agentLeg)],
		['in another letter case', agentLeg, { ...agentLeg, status: 'answer' }],
		['with a recording', { ...agentLeg, record: '' }, agentLeg],
		['with an AI analysis', ivrCall, { ...ivrCall, aiData: {} }],
		['unchanged, a pop-up', popUp, popUp],
		['as a form, a pop-up', popUp, asForm(popUp)],
		['unchanged, an older pop-up', olderPopUp, { ...olderPopUp }],
	])('is the same if an event is delivered again: %s', (_how, first, again) => {
		expect(eventOf(again)?.eventId).toBe(eventOf(first)?.eventId);
	});
});

describe('the leg of a call', () => {
	const sip = 'KGpK4iWq';
	const agentsPhone = '0549999999';
	const customer = '0501234567';
	const customerPhone = '972501234567';
	const ownNumber = '0722776772';

	it.each([
		['an extension', { type: 'ProductiveCall Leg1', target: sip, callerPhone: customer }, 'agent'],
		[
			'an extension, on any leg',
			{ type: 'ProductiveCall Leg2', target: sip, caller: customer },
			'agent',
		],
		[
			'a short extension number',
			{ type: 'ProductiveCall Leg1', target: '204', callerPhone: customer },
			'agent',
		],
		[
			'an agent whose extension is a phone',
			{ type: 'ProductiveCall Leg1', target: agentsPhone, callerPhone: customer },
			'agent',
		],
		[
			'the customer',
			{ type: 'ProductiveCall Leg2', target: customer, caller: ownNumber },
			'customer',
		],
		[
			'the customer, written in two ways',
			{ type: 'ProductiveCall Leg1', target: '+972 50-123-4567', callerPhone: customer },
			'customer',
		],
		['nobody, on the first leg', { type: 'productivecall  leg1', callerPhone: customer }, 'agent'],
		['nobody, on another leg', { type: 'ProductiveCall Leg2', caller: customer }, 'customer'],
		['an IVR’s customer', { type: 'Click 2 IVR', target: customer, caller: ownNumber }, 'customer'],
		[
			'the customer who called an IVR',
			{ type: 'Click 2 IVR Incoming', direction: 'Incoming', target: ownNumber, caller: customer },
			'customer',
		],
		[
			'the customer whom an IVR called',
			{ type: 'Click 2 IVR Incoming', direction: 'Outgoing', target: customer, caller: ownNumber },
			'customer',
		],
	])('recognizes the side of a call to %s, and the person', (_who, payload, leg) => {
		expect(callLegOf(new Fields(payload))).toStrictEqual({ leg, phone: customerPhone });
	});

	it('does not mistake the account’s own number for the customer’s', () => {
		const payload = { type: 'ProductiveCall Leg1', target: sip, caller: ownNumber, did: ownNumber };
		expect(callLegOf(new Fields(payload))).toStrictEqual({ leg: 'agent', phone: null });
	});

	it('has no phone if there is none', () => {
		expect(callLegOf(new Fields({ target: sip, caller: 'Anonymous' })).phone).toBeNull();
	});
});

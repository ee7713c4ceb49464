import type { DialingOptions } from '../../../../simulator';
import { openDialingWorld, startsAtSeconds, type DialingWorld } from './world';

let world: DialingWorld;

beforeAll(async () => {
	world = await openDialingWorld();
});
beforeEach(() => world.reset());
afterAll(async () => await world.close());

const answered: DialingOptions['outcomes'] = {
	inOrder: [{ status: 'ANSWER', ringSeconds: 6, talkSeconds: 90 }],
};
const jerusalemWinterSeconds = 2 * 3600;
const localStart = startsAtSeconds + jerusalemWinterSeconds;
const variables = { var_lead_id: 'crm-7', var_name: 'דנה', var_score: 3, var_vip: true };

const addLead = async (fields: object = {}) =>
	await world.add('0501234567', {
		Callerid: '0722776772',
		CustomerName: 'רות',
		CustomData: variables,
		...fields,
	});

it('an answered call in an agent campaign is reported as two legs: the agent’s and the customer’s', async () => {
	await addLead();
	await world.dial({ cdrUrl: world.cdrUrl, outcomes: answered });
	const [{ id }] = world.simulator.dialing.calls;
	expect(id).toMatch(/^2026011510/);
	expect(world.receiver.received).toMatchObject([
		{ verb: 'POST', url: '/cdr', contentType: 'application/json' },
		{ verb: 'POST', url: '/cdr', contentType: 'application/json' },
	]);
	const [agent, customer] = world.receiver.bodies();
	expect(agent).toMatchObject({
		type: 'ProductiveCall Leg1',
		ivruniqueid: id,
		caller: '972501234567',
		callerPhone: '972501234567',
		target: 'sip1',
		extenUser: 'sip1',
		status: 'ANSWER',
		time: localStart + 6,
		duration: 90,
		dialtime: 0,
		CustomData: variables,
	});
	expect(customer).toEqual({
		type: 'ProductiveCall Leg2',
		ivruniqueid: id,
		OriginalIvrUniqueID: id,
		caller: '0722776772',
		callerPhone: '972501234567',
		target: '972501234567',
		time: localStart,
		duration: 96,
		dialtime: 6,
		actualCallDuration: 90,
		actualCallDialtime: 6,
		status: 'ANSWER',
		isAnswer: 1,
		direction: 'outgoing',
		did: '',
		queueid: expect.any(Number),
		queuename: 'Agents',
		record: `https://recordings.example.com/${id}.mp3`,
		price: 10,
		representative_name: 'Dana',
		representative_code: '',
		extenUser: 'sip1',
		target_country: 'Israel',
		caller_country: 'Israel',
		seconds_waiting_in_queue: 0,
		DepartmentName: 'Test',
		DepartmentID: 1,
		IVR: [],
		CustomData: variables,
	});
});

it('an unanswered call has only the customer’s leg', async () => {
	await addLead();
	await world.dial({ cdrUrl: world.cdrUrl, outcomes: { inOrder: ['NOANSWER'] } });
	expect(world.receiver.bodies()).toMatchObject([
		{ type: 'ProductiveCall Leg2', status: 'NOANSWER', isAnswer: 0, record: '', extenUser: '' },
	]);
});

it.each(['ivr', 'predictive'])(
	'an answered call of the kind %s reports the call and the way into the IVR',
	async (Campaign) => {
		await addLead({ Campaign });
		await world.dial({ cdrUrl: world.cdrUrl, popUpUrl: world.popUpUrl, outcomes: answered });
		const [answeredCall, ivr, ...others] = world.receiver.bodies();
		expect(others).toEqual([]);
		expect(answeredCall).toMatchObject({
			type: 'Click 2 IVR',
			target: '972501234567',
			direction: 'outgoing',
			IVR: [],
			CustomData: variables,
		});
		expect(ivr).toMatchObject({
			type: 'Click 2 IVR Incoming',
			ivruniqueid: answeredCall.ivruniqueid,
			caller: '972501234567',
			target: '0722776772',
			did: '0722776772',
			direction: 'incoming',
			CustomData: variables,
		});
		expect(ivr.IVR).toMatchObject([
			{ layer_id: 1001, dtmf_order: 1, Dtmf: expect.any(Number) },
			{ layer_name: expect.any(String), dtmf_order: 2 },
		]);
	},
);

it('an unanswered call of an IVR campaign reports only the call', async () => {
	await addLead({ Campaign: 'ivr' });
	await world.dial({ cdrUrl: world.cdrUrl, outcomes: { inOrder: ['BUSY'] } });
	expect(world.receiver.bodies()).toMatchObject([
		{ type: 'Click 2 IVR', status: 'BUSY', target: '972501234567', IVR: [] },
	]);
});

it('a form contains the same, with objects as JSON text', async () => {
	await addLead();
	await world.dial({ cdrUrl: world.cdrUrl, cdrEncoding: 'form', outcomes: answered });
	expect(world.receiver.received[1].contentType).toBe('application/x-www-form-urlencoded');
	const form = Object.fromEntries(new URLSearchParams(world.receiver.received[1].body));
	expect(form).toMatchObject({
		type: 'ProductiveCall Leg2',
		duration: '96',
		isAnswer: '1',
		IVR: '[]',
	});
	expect(JSON.parse(form.CustomData)).toEqual(variables);
});

const told = (phone: string) =>
	world.receiver
		.bodies()
		.filter((body) => body.phone === phone || body.callerPhone === phone)
		.map(({ status, type }) => (type === undefined ? status : type));

it('the agent’s screen gets each step, and the CDR follows at the end', async () => {
	await addLead();
	await addLead({ Target: '0501234568' });
	const outcomes = { byPhone: { '0501234567': 'ANSWER', '0501234568': 'BUSY' } } as const;
	await world.dial({ cdrUrl: world.cdrUrl, popUpUrl: world.popUpUrl, outcomes });
	expect(told('972501234567')).toEqual([
		'Ringing',
		'Talking',
		'Hangup',
		'ProductiveCall Leg1',
		'ProductiveCall Leg2',
	]);
	expect(told('972501234568')).toEqual(['Ringing', 'Hangup', 'ProductiveCall Leg2']);
});

it('a pop-up contains what the agent’s browser needs', async () => {
	await addLead();
	await world.dial({ popUpUrl: world.popUpUrl, outcomes: answered });
	const [{ id }] = world.simulator.dialing.calls;
	const [ringing, talking, hangup] = world.receiver.bodies();
	expect(world.receiver.received[0]).toMatchObject({
		verb: 'POST',
		contentType: 'application/json',
		origin: expect.stringMatching(/^chrome-extension:/),
	});
	expect(ringing).toMatchObject({
		phone: '972501234567',
		callerName: 'רות',
		ivrid: id,
		extenUser: 'sip1',
		did: '0722776772',
		isAnswered: false,
		callStarted: localStart,
		callAnswered: 0,
		currentCall: { callerphone: '972501234567', callstatus: 'Ringing', customdata: variables },
	});
	expect(talking).toMatchObject({ isAnswered: true, callAnswered: localStart + 6 });
	expect(hangup).toMatchObject({ isAnswered: true, cause: 'Normal hangup' });
});

it('the older pop-up is a GET', async () => {
	await addLead();
	const popUpUrl = `${world.popUpUrl}?key=1`;
	await world.dial({ popUpUrl, popUpEncoding: 'get', outcomes: { inOrder: ['BUSY'] } });
	const [{ id }] = world.simulator.dialing.calls;
	const query = `key=1&phone=972501234567&ivrid=${id}&extenUser=sip1&did=0722776772&statusCall=`;
	expect(world.receiver.received.map(({ verb, url }) => `${verb} ${url}`)).toEqual([
		`GET /popup?${query}Ringing`,
		`GET /popup?${query}Hangup`,
	]);
});

it('uses local time in the account’s zone, in summer and winter', async () => {
	const summer = Date.UTC(2026, 6, 15, 8) / 1000;
	await addLead();
	await addLead({ OriginateTime: summer });
	await world.dial({ cdrUrl: world.cdrUrl, outcomes: { weights: { BUSY: 1 } } });
	expect(world.receiver.bodies().map(({ time }) => time)).toEqual([localStart, summer + 3 * 3600]);
	world.reset();
	await addLead();
	await world.dial({ cdrUrl: world.cdrUrl, timeZone: 'America/New_York' });
	expect(world.receiver.bodies()[0].ivruniqueid).toMatch(/^2026011503/);
});

it('answered calls include call analysis if configured', async () => {
	await addLead({ Campaign: 'ivr' });
	await world.dial({ cdrUrl: world.cdrUrl, outcomes: answered, aiData: true });
	expect(world.receiver.bodies()[0].aiData).toMatchObject({
		insights: { summary: expect.stringContaining('90 seconds') },
		emotions: { sentences: [{ sentence_id: 1 }] },
		transcript: [{ speaker: 'Speaker0' }, { speaker: 'Speaker1' }],
	});
});

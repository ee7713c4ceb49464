import type { DialingOptions } from '../../../../simulator';
import { openDialingWorld, type Answering, type DialingWorld } from './world';

let world: DialingWorld;

beforeAll(async () => {
	world = await openDialingWorld();
});
beforeEach(() => world.reset());
afterAll(async () => await world.close());

const ok = { Err: 0, Errdesc: 'OK' };
const never = new Promise(() => {});

const dialOne = async (answering: Answering, options: Partial<DialingOptions> = {}) => {
	world.receiver.answering = answering;
	await world.add('0501234567', { Campaign: 'ivr' });
	const outcomes = { inOrder: ['BUSY'] } as const;
	await world.dial({ cdrUrl: world.cdrUrl, outcomes, ...options });
	return world.simulator.dialing.calls[0].notifications;
};

it.each<[string, Answering]>([
	['HTTP 500', (_one, index) => ({ status: index ? 200 : 500, body: ok })],
	['HTTP 201', (_one, index) => ({ status: index ? 200 : 201, body: ok })],
	['Err 2', (_one, index) => ({ body: index ? ok : { Err: 2, Errdesc: 'Application error' } })],
	['no JSON', (_one, index) => ({ body: index ? ok : 'OK' })],
	['an empty body', (_one, index) => ({ body: index ? ok : '' })],
	['a late answer', (_one, index) => ({ body: ok, after: index ? undefined : never })],
])('after %s it is sent again with the same id', async (_name, answering) => {
	const [notification] = await dialOne(answering, { cdrTimeoutMs: 1000 });
	const [first, second] = world.receiver.bodies();
	expect(second).toEqual(first);
	expect(notification).toMatchObject({ state: 'delivered', tries: [{}, { status: 200 }] });
	const [{ atMs }, { atMs: againAtMs }] = notification.tries;
	expect(againAtMs - atMs).toBeGreaterThanOrEqual(60_000);
	expect(world.simulator.dialing.totals().cdr).toEqual({
		sent: 1,
		delivered: 1,
		givenUp: 0,
		underWay: 0,
		tries: 2,
	});
});

it('is abandoned after the configured number of tries, and the next call continues', async () => {
	await world.add('0501234500', { Campaign: 'ivr', Priority: 1 });
	const answering: Answering = ({ body }) => ({
		status: body.includes('972501234500') ? 503 : 200,
		body: ok,
	});
	await dialOne(answering, { cdrTries: 3, linesPerCampaign: 1 });
	expect(world.simulator.dialing.calls.map(({ notifications }) => notifications)).toMatchObject([
		[{ state: 'givenUp', tries: [{ status: 503 }, { status: 503 }, { status: 503 }] }],
		[{ state: 'delivered', tries: [{ status: 200 }] }],
	]);
	expect(world.simulator.dialing.totals().cdr).toMatchObject({
		sent: 2,
		delivered: 1,
		givenUp: 1,
		underWay: 0,
		tries: 4,
	});
});

it('records why nothing was delivered if there is no receiver', async () => {
	const [notification] = await dialOne(() => ({}), { cdrUrl: 'http://127.0.0.1:9/', cdrTries: 2 });
	expect(notification).toMatchObject({
		state: 'givenUp',
		tries: [{ failure: expect.stringContaining('ECONNREFUSED') }, {}],
	});
});

it('each pop-up is sent only once, whatever the response', async () => {
	world.receiver.answering = (_one, index) =>
		[{ status: 500 }, { body: { STATUS: 'NO' } }, { body: { STATUS: 'OK', URL: 'https://crm' } }][
			index
		];
	await world.add('0501234567');
	await world.dial({ popUpUrl: world.popUpUrl, outcomes: { inOrder: ['ANSWER'] } });
	expect(world.receiver.received).toHaveLength(3);
	const { calls } = world.simulator.dialing;
	expect(calls[0].notifications).toMatchObject([
		{ event: 'Ringing', state: 'givenUp', tries: [{ status: 500 }] },
		{ event: 'Talking', state: 'givenUp', tries: [{ status: 200 }] },
		{ event: 'Hangup', state: 'delivered', tries: [{ answer: expect.stringContaining('crm') }] },
	]);
});

it('no more notifications are in progress at once than allowed', async () => {
	let letGo = (): void => {};
	const gate = new Promise<void>((resolve) => (letGo = resolve));
	world.receiver.answering = () => {
		if (world.receiver.inFlight === 3) letGo();
		return { body: ok, after: gate };
	};
	for (let index = 0; index < 30; index++) {
		await world.add(`05012345${10 + index}`, { Campaign: 'ivr' });
	}
	await world.dial({ cdrUrl: world.cdrUrl, notificationsAtOnce: 3, linesPerCampaign: 30 });
	expect(world.receiver.maxInFlight).toBe(3);
	expect(world.simulator.dialing.totals().cdr.givenUp).toBe(0);
});

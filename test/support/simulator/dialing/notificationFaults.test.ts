import type { DialingOptions, NotificationRule } from '../../../../simulator';
import { openDialingWorld, type DialingWorld } from './world';

let world: DialingWorld;

beforeAll(async () => {
	world = await openDialingWorld();
});
beforeEach(() => world.reset());
afterAll(async () => await world.close());

const dial = async (faults: NotificationRule[], options: Partial<DialingOptions> = {}) => {
	await world.add('0501234567');
	await world.add('0501234568');
	const outcomes = { weights: { ANSWER: 1 } };
	await world.dial({ cdrUrl: world.cdrUrl, outcomes, faults, ...options });
};

const legsOf = (phone: string) =>
	world.receiver
		.bodies()
		.filter(({ callerPhone }) => callerPhone === phone)
		.map(({ type }) => String(type).slice(-4));

it('the same notification many times at once', async () => {
	let letGo = (): void => {};
	const gate = new Promise<void>((resolve) => (letGo = resolve));
	world.receiver.answering = () => {
		if (world.receiver.inFlight === 5) letGo();
		return { body: { Err: 0 }, after: gate };
	};
	const fault = { kind: 'repeat', times: 4, atOnce: true } as const;
	await dial([{ event: 'ProductiveCall Leg2', phone: '0501234567', fault }]);
	expect(legsOf('972501234567').sort()).toEqual(['Leg1', 'Leg2', 'Leg2', 'Leg2', 'Leg2', 'Leg2']);
	expect(legsOf('972501234568')).toEqual(['Leg1', 'Leg2']);
	expect(new Set(world.receiver.received.map(({ body }) => body)).size).toBe(4);
	expect(world.receiver.maxInFlight).toBeGreaterThanOrEqual(5);
	expect(world.simulator.dialing.totals().cdr).toMatchObject({ sent: 8, delivered: 8, tries: 8 });
	expect(
		world.simulator.dialing.calls[0].notifications.filter(({ isRepeat }) => isRepeat),
	).toHaveLength(4);
});

it('one after the other, only for the second notification', async () => {
	await dial([{ notification: 'cdr', after: 1, times: 1, fault: { kind: 'repeat' } }]);
	expect(legsOf('972501234567')).toEqual(['Leg1', 'Leg2', 'Leg2']);
	expect(legsOf('972501234568')).toEqual(['Leg1', 'Leg2']);
});

it('a late leg, after the other', async () => {
	await dial([{ event: 'ProductiveCall Leg1', fault: { kind: 'delay', seconds: 900 } }]);
	expect(legsOf('972501234567')).toEqual(['Leg2', 'Leg1']);
	expect(legsOf('972501234568')).toEqual(['Leg2', 'Leg1']);
});

it('legs in reverse order', async () => {
	await dial([], { legsReversed: true });
	expect(legsOf('972501234567')).toEqual(['Leg2', 'Leg1']);
});

it('rules can select pop-ups or a campaign', async () => {
	await dial(
		[
			{ campaign: 'ivr', fault: { kind: 'repeat' } },
			{ notification: 'popUp', event: 'Hangup', fault: { kind: 'repeat', times: 2 } },
		],
		{ popUpUrl: world.popUpUrl },
	);
	const { cdr, popUp } = world.simulator.dialing.totals();
	expect([cdr.sent, popUp.sent]).toEqual([4, 10]);
});

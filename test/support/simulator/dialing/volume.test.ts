import type { DialedCall, DialingTotals } from '../../../../simulator';
import { clientOf, Code } from '../client';
import { openDialingWorld, type DialingWorld } from './world';

let world: DialingWorld;

beforeAll(async () => {
	world = await openDialingWorld();
});
beforeEach(() => world.reset());
afterAll(async () => await world.close());

const addMany = async (count: number) => {
	const client = clientOf(world.simulator);
	const leads = Array.from({ length: count }, (_, index) => ({
		Code,
		Campaign: index % 4 ? 'ivr' : 'agents',
		Target: `05${String(index).padStart(8, '0')}`,
		Priority: index % 3,
		CustomData: { var_lead_id: `lead-${index}` },
	}));
	await client.json('AddCallsBulk', leads);
};

const expectToAddUp = ({ called, inProgress, outcomes, cdr }: DialingTotals, count: number) => {
	expect({ called, inProgress }).toEqual({ called: count, inProgress: 0 });
	expect(Object.values(outcomes).reduce((sum, number) => sum + number, 0)).toBe(count);
	expect(cdr.delivered + cdr.givenUp).toBe(cdr.sent);
	expect(cdr.underWay).toBe(0);
};

it('each of 1,500 accepted leads has one final outcome, and all are delivered', async () => {
	await addMany(1500);
	const told = new Map<string, Set<string>>();
	world.receiver.answering = ({ body }, index) => {
		const { ivruniqueid, status } = JSON.parse(body) as Record<string, string>;
		told.set(ivruniqueid, (told.get(ivruniqueid) ?? new Set()).add(status));
		return index % 50 ? { body: { Err: 0 } } : { status: 500 };
	};
	await world.dial({ cdrUrl: world.cdrUrl });

	const { dialing } = world.simulator;
	expectToAddUp(dialing.totals(), 1500);
	expect(dialing.totals().cdr.givenUp).toBe(0);
	const bySequence = (calls: readonly DialedCall[]) =>
		new Map(calls.map((call) => [call.lead.sequence, call]));
	expect(bySequence(dialing.calls).size).toBe(1500);
	expect(dialing.calls.every(({ outcome }) => outcome !== undefined)).toBe(true);
	expect(told.size).toBe(1500);
	expect(
		dialing.calls.filter(
			({ id, outcome }) => String([...(told.get(id) ?? [])]) !== outcome?.status,
		),
	).toEqual([]);
	expect(world.simulator.stats()).toMatchObject({ leadsAccepted: 1500, pendingCalls: 0 });
});

it('8,000 calls, each of them played once', async () => {
	await addMany(8_000);
	await world.dial();
	const { dialing } = world.simulator;
	expectToAddUp(dialing.totals(), 8_000);
	expect(new Set(dialing.calls.map(({ lead }) => lead.sequence)).size).toBe(8_000);
	expect(new Set(dialing.calls.map(({ id }) => id)).size).toBe(8_000);
	expect(world.simulator.stats()).toMatchObject({ leadsAccepted: 8_000, pendingCalls: 0 });
});

it('keeps only totals if the log does', async () => {
	world.simulator.options.log = 'counts';
	await addMany(5000);
	await world.dial();
	expectToAddUp(world.simulator.dialing.totals(), 5000);
	expect(world.simulator.dialing.calls).toEqual([]);
});

import type { DialingOptions } from '../../../../simulator';
import { openDialingWorld, type DialingWorld } from './world';

let world: DialingWorld;

beforeAll(async () => {
	world = await openDialingWorld();
});
beforeEach(() => world.reset());
afterAll(async () => await world.close());

const addMany = async (count: number, fields: object = {}) => {
	for (let index = 0; index < count; index++) await world.add(`05000000${10 + index}`, fields);
};

const played = async (options: Partial<DialingOptions>) => {
	world.reset();
	await addMany(40);
	await world.dial(options);
	return world.simulator.dialing.calls.map(({ id, lead, outcome }) => ({
		id,
		phone: lead.phone,
		...outcome,
	}));
};

it('the same seed has the same outcomes, another seed has others', async () => {
	const first = await played({ seed: 7 });
	expect(await played({ seed: 7 })).toEqual(first);
	const other = await played({ seed: 8 });
	expect(other.map(({ status }) => status)).not.toEqual(first.map(({ status }) => status));
	expect(new Set([...first, ...other].map(({ id }) => id)).size).toBe(80);
	expect(new Set(first.map(({ status }) => status)).size).toBeGreaterThan(2);
});

it('random outcomes follow their weights', async () => {
	const calls = await played({ outcomes: { weights: { BUSY: 1, TE: 0 } } });
	expect(calls.map(({ status }) => status)).toEqual(Array(40).fill('BUSY'));
	const half = await played({ outcomes: { weights: { ANSWER: 50, NOANSWER: 50 } } });
	const answered = half.filter(({ status }) => status === 'ANSWER').length;
	expect(answered).toBeGreaterThan(8);
	expect(answered).toBeLessThan(32);
});

it('a retried number gets a new random outcome', async () => {
	await addMany(12);
	await addMany(12);
	await world.dial({ outcomes: { weights: { ANSWER: 1, NOANSWER: 1 } } });
	const statuses = world.statuses();
	expect(statuses.slice(0, 12)).not.toEqual(statuses.slice(12));
});

it('by number or variable: the first matching one applies', async () => {
	const outcomes: DialingOptions['outcomes'] = {
		byPhone: { '+972500000010': 'VOICEMAIL', '0500000011': ['BUSY', 'ANSWER'] },
		byVariable: { var_wish: { te: 'TE', twice: ['NOANSWER', 'CANCEL'] } },
		inOrder: ['FULL'],
		weights: { EXIT: 1 },
	};
	await addMany(2, { CustomData: { var_wish: 'te' } });
	await world.add('0500000011');
	await world.add('0500000011');
	await world.add('0500000020', { CustomData: { var_wish: 'twice' } });
	await world.add('0500000021', { CustomData: { var_wish: 'twice' } });
	await world.add('0500000022', { CustomData: { var_wish: 'te' } });
	await world.add('0500000023', { CustomData: { var_wish: 'other' } });
	await world.add('0500000024');
	await world.dial({ outcomes });
	expect(world.statuses()).toEqual([
		'VOICEMAIL',
		'BUSY',
		'ANSWER',
		'ANSWER',
		'NOANSWER',
		'CANCEL',
		'TE',
		'FULL',
		'EXIT',
	]);
});

it('a script can set the duration', async () => {
	await addMany(1);
	const outcome = { status: 'ANSWER', ringSeconds: 7, talkSeconds: 0 } as const;
	await world.dial({ outcomes: { inOrder: [outcome] } });
	expect(world.simulator.dialing.calls[0].outcome).toEqual(outcome);
});

import { Code } from './client';
import { openDialingWorld, type DialingWorld } from './dialing/world';

let world: DialingWorld;

beforeAll(async () => {
	world = await openDialingWorld();
});
beforeEach(() => world.reset());
afterAll(async () => await world.close());

const add = async (phones: readonly string[], more: object = {}) =>
	(
		await world.client.json('AddBlackList', {
			Code,
			Phones: phones.map((Phone) => ({ Phone })),
			...more,
		})
	).body;

const ok = { ErrorCode: 0, ErrorMessage: 'OK' };

it('gives each number its own result, and the whole is OK', async () => {
	expect(await add(['0501234567', 'nobody'])).toEqual({
		...ok,
		Phones: [
			{ ...ok, Phone: '0501234567' },
			{ ErrorCode: 1, ErrorMessage: 'Phone format is invalid', Phone: 'nobody' },
		],
	});
	expect([...world.simulator.state.blacklist].sort()).toEqual(['972501234567', '972509999999']);
});

it('takes a number twice, and removes it in any spelling', async () => {
	await add(['0501234567']);
	await add(['972501234567']);
	const Phones = [{ Phone: '0501234567' }, { Phone: '0509999999' }];
	const { body } = await world.client.json('RemoveBulkFromBlacklist', { Code, Phones });
	expect(body).toMatchObject(ok);
	expect(world.simulator.state.blacklist.size).toBe(0);
});

it.each<[string, object, number]>([
	['no code', { Code: undefined }, 1],
	['another code', { Code: 'other' }, 1],
	['no list', { Phones: undefined }, 2],
	['an empty list', { Phones: [] }, 2],
	['an empty number', { Phones: [{ Phone: '' }] }, 2],
	['more than 100 numbers', { Phones: Array(101).fill({ Phone: '0501234567' }) }, 2],
	['the code inside an element', { Phones: [{ Phone: '0501234567', Code }] }, 2],
	['an unknown parameter', { Reason: 'asked' }, 2],
])('refuses a request with %s', async (_what, more, ErrorCode) => {
	const body = await add(['0501234567'], more);
	expect(body).toMatchObject({ ErrorCode, ErrorMessage: expect.any(String) as string });
	expect(body).not.toHaveProperty('Phones');
	expect(world.simulator.state.blacklist.size).toBe(1);
});

it('does not dial a waiting number that is put on the list, unless the lead ignores it', async () => {
	await world.add('0501111111');
	await world.add('0502222222', { IgnoreDncStatus: 'true' });
	await world.add('0503333333');
	await add(['0501111111', '0502222222']);
	await world.dial();
	expect(world.phones()).toEqual(['972502222222', '972503333333']);
	expect(world.simulator.state.skipped.map(({ phone }) => phone)).toEqual(['972501111111']);
	expect(world.simulator.stats().pendingCalls).toBe(0);
});

it('has faults like any other method', async () => {
	world.simulator.setFaults([
		{ method: 'AddBlackList', times: 1, fault: { kind: 'addResult', change: 'reverse' } },
		{ target: '0501111111', fault: { kind: 'httpStatus', status: 503 } },
	]);
	const phones = ['0502222222', '0503333333'];
	expect(await add(phones)).toMatchObject({ Phones: [{ Phone: phones[1] }, { Phone: phones[0] }] });
	expect(await add(['972501111111'])).toBeUndefined();
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDialingWorld, startsAtSeconds, type DialingWorld } from './dialing/world';
import { Code } from './client';

const golden = JSON.parse(
	readFileSync(join(__dirname, '../../golden/vendor/CallLog.json'), 'utf8'),
) as {
	request: { fields: string[]; sort: object[] };
	answer: { CDR_LIST: Array<Record<string, unknown>> };
};
const { fields, sort } = golden.request;

let world: DialingWorld;

beforeAll(async () => {
	world = await openDialingWorld();
});
beforeEach(() => world.reset());
afterAll(async () => await world.close());

const isoOf = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
const wholeDay = { fromdate: isoOf(startsAtSeconds), todate: isoOf(startsAtSeconds + 86_400) };

const ask = async (search: object = {}, more: object = {}) =>
	await world.client.json('CallLog', {
		code: Code,
		fields,
		search: { ...wholeDay, ...search },
		sort,
		...more,
	});

const listOf = async (search?: object) => {
	const { body } = await ask(search);
	return body?.CDR_LIST as Array<Record<string, unknown>>;
};

const play = async () => {
	await world.add('0501111111', { CustomData: { var_lead_id: 'L-1' } });
	await world.add('0502222222');
	await world.add('0503333333', { Campaign: 'ivr' });
	await world.dial({
		outcomes: {
			byPhone: { '0501111111': ['ANSWER'], '0502222222': ['BUSY'], '0503333333': ['ANSWER'] },
		},
	});
};

it('lists the legs of the calls, in the order of time, with the fields of the golden example', async () => {
	await play();
	const list = await listOf();
	expect(list.map(({ CdrType }) => CdrType).sort()).toEqual([14, 15, 15, 17, 18]);
	const dates = list.map(({ Date: at }) => String(at));
	expect(dates).toEqual([...dates].sort());
	for (const record of list) {
		expect(Object.keys(record)).toEqual(Object.keys(golden.answer.CDR_LIST[0]));
	}
	expect(
		list.find(({ CdrType, DialStatus }) => CdrType === 15 && DialStatus === 'ANSWER'),
	).toMatchObject({
		TargetNumber: '972501111111',
		CustomData: { var_lead_id: 'L-1' },
		Type: 'ProductiveCall Leg2',
	});
});

it.each<[string, object, number]>([
	['a type', { cdrTypes: [17] }, 1],
	['a number in another spelling', { phones: ['0502222222'] }, 1],
	['both legs of a number', { phones: ['972501111111'] }, 2],
	['an extension', { extensions: ['sip1'] }, 2],
	['a call that is unknown', { callID: 'x' }, 0],
	['another day', { fromdate: '2025-01-01T00:00:00Z', todate: '2025-01-02T00:00:00Z' }, 0],
])('finds by %s', async (_what, search, count) => {
	await play();
	expect(await listOf(search)).toHaveLength(count);
});

it('lists no more than a page, and counts all', async () => {
	world.simulator.options.callLogPageSize = 2;
	await play();
	const { body } = await ask();
	expect(body).toMatchObject({ ERROR_NUMBER: 0, TOTAL_HITS: 5, RETURN_HITS: 2 });
	expect(body?.CDR_LIST).toHaveLength(2);
});

it.each<[string, object, object, number, number]>([
	['another code', {}, { code: 'other' }, 403, 2],
	['no code', {}, { code: undefined }, 403, 2],
	['a range that ends before it begins', { todate: '2025-01-01T00:00:00Z' }, {}, 404, 5],
	['no range', { fromdate: undefined }, {}, 404, 5],
	['a time that is not GMT+0', { fromdate: '2026-01-15T10:00:00+02:00' }, {}, 404, 5],
	['an unknown parameter', { campaign: 'agents' }, {}, 404, 5],
])('refuses %s', async (_what, search, more, status, number) => {
	const reply = await ask(search, more);
	expect(reply.status).toBe(status);
	expect(reply.body).toMatchObject({ ERROR_NUMBER: number, CDR_LIST: [] });
});

it('takes thirty requests a minute', async () => {
	const statuses: number[] = [];
	for (let request = 0; request < 32; request++) statuses.push((await ask()).status);
	expect(statuses).toEqual([...Array<number>(30).fill(200), 403, 403]);
	expect((await ask()).body).toMatchObject({ ERROR_NUMBER: 1 });
	world.reset();
	expect((await ask()).status).toBe(200);
});

it('refuses an address that is not allow-listed, and has faults', async () => {
	world.simulator.options.forbidden = true;
	expect(await ask()).toMatchObject({ status: 403, body: { ERROR_NUMBER: 4 } });
	world.simulator.options.forbidden = false;
	world.simulator.setFaults([{ method: 'CallLog', fault: { kind: 'httpStatus', status: 502 } }]);
	expect((await ask()).status).toBe(502);
});

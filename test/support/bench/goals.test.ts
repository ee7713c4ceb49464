import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goalLine, isReached, waitGoal } from '../../../perf/bench/goals';
import { waitColumn } from '../../../perf/bench/measurement';
import type { BenchScale, Measurement, Goal } from '../../../perf/bench/measurement';
import { coldStart } from '../../../perf/bench/measurements/cold';
import { idempotencyKeys } from '../../../perf/bench/measurements/keys';
import { manyLeads } from '../../../perf/bench/measurements/many';
import { pendingCalls } from '../../../perf/bench/measurements/pending';
import { singleLeads } from '../../../perf/bench/measurements/single';
import { measurementTable } from '../../../perf/bench/report';
import type { Testbed, TestbedN8n } from '../../../perf/testbed';

jest.mock('../../../perf/bench/timeNodes', () => ({
	timeNodes: async () =>
		await Promise.resolve({
			isSuccess: true,
			seconds: 2,
			items: 1,
			delays: { maxMs: 60, p99Ms: 60 },
			statuses: {},
		}),
}));
jest.mock('../../../perf/bench/measurements/bareFetch', () => ({
	BareFetch: class {
		send = async () => await Promise.resolve(1);
		stop = () => {};
	},
}));
const mockN8n = { credential: {}, n8n: { stop: async () => await Promise.resolve() } };
jest.mock('../../../perf/testbed', () => ({
	startTestbedN8n: async () => await Promise.resolve(mockN8n),
}));

const inputs = mkdtempSync(join(tmpdir(), 'bench-goals-'));
afterAll(() => rmSync(inputs, { recursive: true }));
beforeEach(() => void jest.spyOn(console, 'log').mockReturnValue());
afterEach(() => jest.restoreAllMocks());

const testbed = {
	inputs,
	simulator: {
		url: 'http://localhost',
		reset: async () => await Promise.resolve(),
		stats: async () => await Promise.resolve({ leadsAccepted: 1, maxInFlight: 1 }),
	},
} as unknown as Testbed;
const scale: BenchScale = {
	rounds: 1,
	leads: 2,
	singleLeads: 2,
	pendingCalls: 2,
	events: 2,
	memoryLeads: [],
	loopLeads: 0,
};

const goal: Goal = { what: 'Add Many', most: 1.2, measured: 1.41, unit: '×' };

it.each<[Partial<Goal>, boolean, string]>([
	[{}, false, 'goal 1.2×: misses, 1.41×'],
	[{ measured: 1.2 }, true, 'goal 1.2×: holds, 1.20×'],
	[{ measured: NaN }, false, 'goal 1.2×: misses, –×'],
	[{ limit: 1.3 }, false, 'goal 1.2×: misses, 1.41× (n8n’s limit 1.30×)'],
	[{ limit: 1.5 }, true, 'goal 1.2×: holds at the limit of n8n, 1.41× (n8n’s limit 1.50×)'],
])('a goal and its verdict: %j', (more, isGood, line) => {
	expect(isReached({ ...goal, ...more })).toBe(isGood);
	expect(goalLine({ ...goal, ...more })).toBe(`Add Many: ${line}`);
});

it('does without a limit that could not be measured', () => {
	const series = [10, NaN].map((wait, index) => ({
		name: String(index),
		seconds: [1],
		columns: { [waitColumn]: [wait] },
	}));
	expect(isReached(waitGoal(series, '0', 50, '1'))).toBe(true);
});

it.each<[string, () => Promise<Measurement>, Array<[number, number]>]>([
	[
		'many',
		async () => await manyLeads(testbed, mockN8n as unknown as TestbedN8n, scale),
		[
			[1.2, 2],
			[1.1, 1],
			[50, 60],
			[50, 60],
		],
	],
	[
		'cold',
		async () => await coldStart(testbed, scale),
		[
			[1.6, 2],
			[50, 60],
		],
	],
	[
		'single',
		async () => await singleLeads(testbed, mockN8n as unknown as TestbedN8n, scale),
		[
			[1, 1],
			[50, 60],
		],
	],
	[
		'pending',
		async () => await pendingCalls(testbed, mockN8n as unknown as TestbedN8n, scale),
		[[100, 60]],
	],
	[
		'keys',
		async () => await idempotencyKeys(testbed, mockN8n as unknown as TestbedN8n, scale),
		[
			[1.5, 1],
			[2, 1],
			[50, 60],
			[50, 60],
		],
	],
])('the goals of %s and what is measured', async (_name, measure, expected) => {
	const measurement = await measure();
	const goals = measurement.goals ?? [];
	expect(goals.map(({ most, measured }) => [most, measured])).toEqual(expected);
	for (const one of goals) expect(measurementTable(measurement)).toContain(`- ${goalLine(one)}`);
});

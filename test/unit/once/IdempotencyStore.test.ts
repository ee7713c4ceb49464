import * as fc from 'fast-check';
import type { IExecuteFunctions, INode, INodeParameters, NodeTypeAndVersion } from 'n8n-workflow';
import {
	IdempotencyStore,
	mostKeysAhead,
	sharesWorkflowMemory,
	type Hold,
	type KeyState as Known,
} from '../../../nodes/VoicenterDialer/once/IdempotencyStore';
import { Keyring } from '../../../nodes/VoicenterDialer/once/Keyring';
import { keyedMutex } from '../../../nodes/VoicenterDialer/once/LeaseLock';
import { ProcessedTable } from '../../harness/processedData';

const keyring = new Keyring('account code');

let table: ProcessedTable;
beforeEach(() => {
	table = new ProcessedTable();
});

const exclusively = keyedMutex('node');
const hold: Hold = async (step) => await exclusively(async () => await step(() => {}));

/** The store of another execution. */
const store = (history = 1000, mostInFlight = 10) =>
	new IdempotencyStore(table, hold, history, mostInFlight, keyring);

type KeyState = 'new' | Known;

/** What an execution learns about these keys. It takes the new ones. */
async function take(execution: IdempotencyStore, ...keys: string[]): Promise<KeyState[]> {
	const isNew = (await execution.take(keys)) ?? keys.map(() => false);
	const states = await execution.statesOf(keys.filter((_, index) => !isNew[index]));
	return keys.map((key, index) => (isNew[index] ? 'new' : (states.get(key) ?? 'open')));
}

async function answered(...keys: string[]): Promise<void> {
	const execution = store();
	await take(execution, ...keys);
	execution.settle(keys);
	await execution.finish();
}

it('knows what another execution sent, with and without an answer', async () => {
	await answered('a', 'b');
	await take(store(), 'c');
	expect(await take(store(), 'a', 'b', 'c', 'd')).toEqual(['answered', 'answered', 'open', 'new']);
});

it('takes a new key once', async () => {
	const execution = store();
	expect(await take(execution, 'a')).toEqual(['new']);
	expect(await take(execution, 'a', 'b')).not.toEqual(['new', 'new']);
});

it('releases many keys in portions, so that n8n stays responsive', async () => {
	const keys = Array.from({ length: 500 }, (_, index) => `key ${index}`);
	const removals = jest.spyOn(table, 'removeProcessed');
	const execution = store();
	await take(execution, ...keys);
	await execution.release(keys);
	const portions = removals.mock.calls.map(([marks]) => marks.length);
	expect(portions[0]).toBeLessThan(100);
	expect(portions.reduce((sum, count) => sum + count, 0)).toBe(500);
	expect(await take(store(), ...keys)).toEqual(keys.map(() => 'new'));
});

it('releases a key that certainly was not processed', async () => {
	const execution = store();
	await take(execution, 'a', 'b');
	execution.settle(['a']);
	await execution.release(['b']);
	await execution.finish();
	expect(await take(store(), 'a', 'b')).toEqual(['answered', 'new']);
});

it('keeps a key open until an execution can settle it', async () => {
	await take(store(), 'a');
	expect(await take(store(), 'a')).toEqual(['open']);
	expect(await take(store(), 'a')).toEqual(['open']);
});

it('keeps keys apart from its own records that look like them', async () => {
	await answered('a', 'sent b', 'open c', '');
	expect(await take(store(), 'b', 'c', 'open a', 'sent a')).toEqual(['new', 'new', 'new', 'new']);
});

it('reports keys that could not be stored, and works again afterwards', async () => {
	const execution = store();
	table.isDown = true;
	expect(await execution.take(['a'])).toBeUndefined();
	expect(await execution.statesOf(['a'])).toEqual(new Map([['a', 'open']]));
	await execution.release(['a']);
	await execution.finish();
	table.isDown = false;
	expect(await take(execution, 'a')).toEqual(['new']);
});

it('leaves keys open, not new, if their answer could not be stored', async () => {
	const execution = store();
	await take(execution, 'a');
	execution.settle(['a']);
	table.isDown = true;
	await execution.finish();
	table.isDown = false;
	expect(await take(store(), 'a')).toEqual(['open']);
});

it('loses no data of requests that end at the same time', async () => {
	const execution = store();
	const batches = [['a', 'b'], ['c'], ['d', 'e'], ['f']];
	await Promise.all(
		batches.map(async (keys) => {
			await take(execution, ...keys);
			execution.settle(keys);
		}),
	);
	await execution.finish();
	const states = await take(store(), 'a', 'b', 'c', 'd', 'e', 'f', 'g');
	expect(states).toEqual([...Array<string>(6).fill('answered'), 'new']);
});

it('remembers at least the configured number of most recent keys', async () => {
	const history = 300;
	const rounds = 130;
	for (let round = 0; round < rounds; round++) {
		const execution = store(history, 200);
		const batches = [0, 100].map((from) => keysFrom(200 * round + from, 100));
		for (const keys of batches) expect(await execution.take(keys)).not.toContain(false);
		for (const keys of batches) execution.settle(keys);
		await execution.finish();
	}
	const roomForAQuestion = 20_000;
	const room = 2 * mostKeysAhead + roomForAQuestion;
	expect(table.hashes?.length).toBeLessThan(2 * history + 500 + room);
	const states = await take(store(history, 200), ...keysFrom(200 * rounds - history, history));
	expect(new Set(states)).toEqual(new Set(['answered']));
	expect(await take(store(history, 200), ...keysFrom(0, 1))).toEqual(['new']);
});

it('forgets no key inside its history, in whatever order they were added', async () => {
	const run = async (from: number, count: number) => {
		const execution = store(3000, 3000);
		const isNew = (await execution.take(keysFrom(from, count))) ?? [];
		execution.settle(keysFrom(from, count));
		await execution.finish();
		return isNew.filter(Boolean).length;
	};
	expect(await run(0, 3000)).toBe(3000);
	expect(await run(3000, 1500)).toBe(1500);
	expect(await run(1500, 1500)).toBe(0);
});

const keysFrom = (from: number, count: number): string[] =>
	Array.from({ length: count }, (_, index) => `key ${from + index}`);

describe('a question', () => {
	const writes = () => table.rewrites;

	it('removes what it wrote', async () => {
		await answered('a');
		await take(store(), 'b');
		const before = [...(table.hashes ?? [])];
		await store().statesOf(['a', 'b']);
		expect(table.hashes).toEqual(before);
	});

	it('never creates an answered key if the process dies during it, at any write', async () => {
		const open = keysFrom(0, 100);
		for (let write = 1; ; write++) {
			table = new ProcessedTable();
			await take(store(), ...open);
			table.writesLeft = write;
			await store()
				.statesOf(open)
				.catch(() => {});
			const isOver = table.writesLeft > 0;
			table.writesLeft = Infinity;
			const states = await store().statesOf(open);
			expect([write, new Set(states.values())]).toEqual([write, new Set(['open'])]);
			if (isOver) break;
		}
		expect(writes()).toBeGreaterThan(3);
	});

	it('makes only the keys of its groups uncertain if the process dies during it', async () => {
		const keys = keysFrom(0, 200);
		await answered(...keys);
		table.writesLeft = 1;
		await store()
			.statesOf(keys.slice(0, 1))
			.catch(() => {});
		table.writesLeft = Infinity;
		const states = [...(await store().statesOf(keys)).values()];
		const doubtful = states.filter((state) => state === 'open').length;
		expect(doubtful).toBeGreaterThan(0);
		expect(doubtful).toBeLessThan(40);
	});

	it('removes few entries per step, also with many open keys', async () => {
		const open = keysFrom(0, 3000);
		await take(store(), ...open);
		let most = 0;
		let inHold = 0;
		const watched: Hold = async (step) => {
			const before = table.rewrites;
			const result = await hold(step);
			inHold = table.rewrites - before;
			most = Math.max(most, inHold);
			return result;
		};
		await new IdempotencyStore(table, watched, 3000, 10, keyring).statesOf(open);
		expect(most).toBeLessThanOrEqual(2);
	});
});

it('counts keys as known, not as new, if their write was stored without a confirmation', async () => {
	const execution = store();
	table.confirmationsLost = 1;
	expect(await take(execution, 'a')).toEqual(['open']);
	expect(await take(store(), 'a')).toEqual(['open']);
});

it('takes keys whose first write failed', async () => {
	const execution = store();
	table.failuresLeft = 1;
	expect(await take(execution, 'a')).toEqual(['new']);
});

it('never lets a key be sent twice, whatever executions do and wherever they die', async () => {
	const step = fc.record({
		keys: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }),
		/** Before the answer, after it, or after all writes; or the service did nothing. */
		end: fc.constantFrom('dies', 'answered', 'done', 'refused'),
	});
	await fc.assert(
		fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (executions) => {
			table = new ProcessedTable();
			const sent = new Set<string>();
			const told = new Set<string>();
			for (const { keys, end } of executions) {
				const execution = store();
				const states = await take(execution, ...keys);
				const fresh = keys.filter((_, index) => states[index] === 'new');
				for (const [index, key] of keys.entries()) {
					if (sent.has(key)) expect([key, states[index]]).not.toEqual([key, 'new']);
					else expect([key, states[index]]).toEqual([key, 'new']);
					if (!told.has(key)) expect([key, states[index]]).not.toEqual([key, 'answered']);
				}
				if (end === 'refused') await execution.release(fresh);
				else for (const key of fresh) sent.add(key);
				if (end !== 'answered' && end !== 'done') continue;
				execution.settle(fresh);
				for (const key of keys) if (sent.has(key)) told.add(key);
				if (end === 'done') await execution.finish();
			}
		}),
		{ numRuns: 200 },
	);
});

it('grants a key to one of the executions that ask for it at the same time', async () => {
	const asked = await Promise.all([1, 2, 3, 4].map(async () => await store().take(['a', 'b'])));
	expect(asked.flat().filter(Boolean)).toHaveLength(2);
});

it('keeps the keys of a short history, however many keys are looked up', async () => {
	const history = 100;
	const open = () => store(history, 1);
	const keys = Array.from({ length: 300 }, (_, index) => `key ${index}`);
	// All are sent without an answer.
	for (const key of keys) await open().take([key]);
	const last = keys.slice(-history);
	const known = last.map(() => false);
	expect(await open().take(last)).toEqual(known);
	await open().statesOf(keys.slice(-234));
	expect(await open().take(last)).toEqual(known);
});

describe('a node that shares the workflow’s key history', () => {
	const node = (changes: Partial<NodeTypeAndVersion> = {}): NodeTypeAndVersion => ({
		name: 'Other',
		type: 'n8n-nodes-base.removeDuplicates',
		typeVersion: 2,
		disabled: false,
		...changes,
	});

	/** n8n returns parameters only on request. */
	const given = (nodes: readonly NodeTypeAndVersion[], isAsked = false): NodeTypeAndVersion[] =>
		nodes.map(({ parameters, ...rest }) => (isAsked ? { ...rest, parameters } : rest));

	/** The dialer node between these. */
	const between = (
		before: readonly NodeTypeAndVersion[],
		after: readonly NodeTypeAndVersion[],
	): IExecuteFunctions =>
		({
			getNode: () => ({ name: 'Dialer' }) as INode,
			getParentNodes: (name, options) =>
				name === 'Dialer' ? given(before, options?.includeNodeParameters) : [],
			getChildNodes: (name, options) =>
				name === 'Dialer' ? given(after, options?.includeNodeParameters) : [],
		}) as Partial<IExecuteFunctions> as IExecuteFunctions;

	const withScope = (scope?: string): INodeParameters => ({
		operation: 'removeItemsSeenInPreviousExecutions',
		options: scope === undefined ? {} : { scope },
	});

	it.each([
		['workflow', true],
		['={{ $json.scope }}', true],
		['node', false],
		[undefined, false],
	])('Remove Duplicates with the scope %s: %s', (scope, expected) => {
		const other = node({ parameters: withScope(scope) });
		expect(sharesWorkflowMemory(between([other], []))).toBe(expected);
		expect(sharesWorkflowMemory(between([], [node({ type: 'a.b' }), other]))).toBe(expected);
	});

	it('ignores nodes of other types, disabled nodes, and nodes without parameters', () => {
		const parameters = withScope('workflow');
		expect(sharesWorkflowMemory(between([node({ type: 'a.b', parameters })], []))).toBe(false);
		expect(sharesWorkflowMemory(between([], [node({ disabled: true, parameters })]))).toBe(false);
		expect(sharesWorkflowMemory(between([node()], [node()]))).toBe(false);
		expect(sharesWorkflowMemory(between([], []))).toBe(false);
	});
});

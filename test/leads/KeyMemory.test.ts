import * as fc from 'fast-check';
import { inTurnOf } from '../../nodes/VoicenterDialer/leads/inTurnOf';
import { KeyMemory, type KeyFate } from '../../nodes/VoicenterDialer/leads/KeyMemory';
import type { Lead } from '../../nodes/VoicenterDialer/leads/Lead';
import { ProcessedTable } from '../promises/harness/ProcessedTable';

let table: ProcessedTable;
beforeEach(() => {
	table = new ProcessedTable();
});

const leadsWith = (...keys: Array<string | undefined>): Lead[] =>
	keys.map((key, itemIndex) => ({
		itemIndex,
		request: { method: 'AddCallsBulk', parameters: { Campaign: 'c1', Target: '1' }, variables: {} },
		key,
	}));

/** The memory of another execution. */
const memory = (history = 1000) => new KeyMemory(table, history, inTurnOf('node'));

type KeyState = 'new' | KeyFate;

/** What an execution learns of these keys; it takes the new ones. */
async function take(execution: KeyMemory, ...keys: string[]): Promise<KeyState[]> {
	const leads = leadsWith(...keys);
	const isNew = (await execution.take(leads)) ?? [];
	const known = leads.filter((_, index) => !isNew[index]);
	const fates = (await execution.fatesOf(known)) ?? [];
	return isNew.map((is) => (is ? 'new' : (fates.shift() as KeyFate)));
}

async function answered(...keys: string[]): Promise<void> {
	const execution = memory();
	await take(execution, ...keys);
	execution.settle(leadsWith(...keys));
	await execution.finish();
}

it('knows what another execution sent, and what it sent and got no answer for', async () => {
	await answered('a', 'b');
	await take(memory(), 'c');
	expect(await take(memory(), 'a', 'b', 'c', 'd')).toEqual(['sent', 'sent', 'open', 'new']);
});

it('takes a new key once', async () => {
	const execution = memory();
	expect(await take(execution, 'a')).toEqual(['new']);
	expect(await take(execution, 'a', 'b')).not.toEqual(['new', 'new']);
});

it('gives many keys back in portions, so that n8n breathes in between', async () => {
	const keys = Array.from({ length: 500 }, (_, index) => `key ${index}`);
	const removals = jest.spyOn(table, 'removeProcessed');
	const execution = memory();
	await take(execution, ...keys);
	await execution.giveBack(leadsWith(...keys));
	const portions = removals.mock.calls.map(([marks]) => marks.length);
	expect(portions[0]).toBeLessThan(100);
	expect(portions.reduce((sum, count) => sum + count, 0)).toBe(500);
	expect(await take(memory(), ...keys)).toEqual(keys.map(() => 'new'));
});

it('gives a key back that was surely not processed', async () => {
	const execution = memory();
	await take(execution, 'a', 'b');
	execution.settle(leadsWith('a'));
	await execution.giveBack(leadsWith('b'));
	await execution.finish();
	expect(await take(memory(), 'a', 'b')).toEqual(['sent', 'new']);
});

it('keeps a key open until an execution could say what became of it', async () => {
	await take(memory(), 'a');
	expect(await take(memory(), 'a')).toEqual(['open']);
	expect(await take(memory(), 'a')).toEqual(['open']);
});

it('keeps the keys of an execution apart from those of what they look like', async () => {
	await answered('a', 'sent b', 'open c', '');
	expect(await take(memory(), 'b', 'c', 'open a', 'sent a')).toEqual(['new', 'new', 'new', 'new']);
});

it('lets leads without a key pass, and leaves the database alone', async () => {
	expect(await memory().take(leadsWith(undefined, undefined))).toEqual([true, true]);
	await memory().finish();
	expect(table.rewrites).toBe(0);
});

it('says where the keys could not be stored, and works again after', async () => {
	const execution = memory();
	table.isDown = true;
	expect(await execution.take(leadsWith('a'))).toBeUndefined();
	expect(await execution.fatesOf(leadsWith('a'))).toBeUndefined();
	await execution.giveBack(leadsWith('a'));
	await execution.finish();
	table.isDown = false;
	expect(await take(execution, 'a')).toEqual(['new']);
});

it('leaves keys open, not new, where their answer could not be stored', async () => {
	const execution = memory();
	await take(execution, 'a');
	execution.settle(leadsWith('a'));
	table.isDown = true;
	await execution.finish();
	table.isDown = false;
	expect(await take(memory(), 'a')).toEqual(['open']);
});

it('loses nothing of requests that end at the same time', async () => {
	const execution = memory();
	const batches = [['a', 'b'], ['c'], ['d', 'e'], ['f']];
	await Promise.all(
		batches.map(async (keys) => {
			await take(execution, ...keys);
			execution.settle(leadsWith(...keys));
		}),
	);
	await execution.finish();
	const states = await take(memory(), 'a', 'b', 'c', 'd', 'e', 'f', 'g');
	expect(states).toEqual(['sent', 'sent', 'sent', 'sent', 'sent', 'sent', 'new']);
});

it('remembers as many of the last keys as it is told to', async () => {
	for (let round = 0; round < 5; round++) {
		const execution = memory(4);
		const leads = leadsWith(`${round} a`, `${round} b`);
		await execution.take(leads);
		execution.settle(leads);
		await execution.finish();
	}
	expect(table.hashes).toHaveLength(8);
	const states = await take(memory(4), '4 a', '4 b', '3 a', '3 b', '0 a');
	expect(states).toEqual(['sent', 'sent', 'sent', 'sent', 'new']);
});

it('lets no key be sent twice, whatever executions do and wherever they die', async () => {
	const step = fc.record({
		keys: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }),
		/** Before the answer, after it, after all was written; or the service did nothing. */
		end: fc.constantFrom('dies', 'answered', 'done', 'refused'),
	});
	await fc.assert(
		fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (executions) => {
			table = new ProcessedTable();
			const sent = new Set<string>();
			const told = new Set<string>();
			for (const { keys, end } of executions) {
				const execution = memory();
				const states = await take(execution, ...keys);
				const fresh = keys.filter((_, index) => states[index] === 'new');
				for (const [index, key] of keys.entries()) {
					if (sent.has(key)) expect([key, states[index]]).not.toEqual([key, 'new']);
					else expect([key, states[index]]).toEqual([key, 'new']);
					if (!told.has(key)) expect([key, states[index]]).not.toEqual([key, 'sent']);
				}
				if (end === 'refused') await execution.giveBack(leadsWith(...fresh));
				else for (const key of fresh) sent.add(key);
				if (end !== 'answered' && end !== 'done') continue;
				execution.settle(leadsWith(...fresh));
				for (const key of keys) if (sent.has(key)) told.add(key);
				if (end === 'done') await execution.finish();
			}
		}),
		{ numRuns: 200 },
	);
});

it('gives a key to one of the executions that ask for it at the same time', async () => {
	const asked = await Promise.all(
		[1, 2, 3, 4].map(async () => await memory().take(leadsWith('a', 'b'))),
	);
	expect(asked.flat().filter(Boolean)).toHaveLength(2);
});

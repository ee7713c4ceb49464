import * as fc from 'fast-check';
import { KeyMemory } from '../../nodes/VoicenterDialer/leads/KeyMemory';
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
const memory = (history = 1000) => new KeyMemory(table, history);

async function answered(...keys: string[]): Promise<void> {
	const execution = memory();
	await execution.take(leadsWith(...keys));
	execution.settle(leadsWith(...keys));
	await execution.finish();
}

it('knows what another execution sent, and what it sent and got no answer for', async () => {
	await answered('a', 'b');
	await memory().take(leadsWith('c'));
	expect(await memory().take(leadsWith('a', 'b', 'c', 'd'))).toEqual([
		'sent',
		'sent',
		'open',
		'new',
	]);
});

it('takes a new key once', async () => {
	const execution = memory();
	expect(await execution.take(leadsWith('a'))).toEqual(['new']);
	expect(await execution.take(leadsWith('a', 'b'))).not.toEqual(['new', 'new']);
});

it('gives a key back that was surely not processed', async () => {
	const execution = memory();
	await execution.take(leadsWith('a', 'b'));
	execution.settle(leadsWith('a'));
	await execution.giveBack(leadsWith('b'));
	await execution.finish();
	expect(await memory().take(leadsWith('a', 'b'))).toEqual(['sent', 'new']);
});

it('keeps a key open until an execution could say what became of it', async () => {
	await memory().take(leadsWith('a'));
	expect(await memory().take(leadsWith('a'))).toEqual(['open']);
	expect(await memory().take(leadsWith('a'))).toEqual(['open']);
});

it('keeps the keys of an execution apart from those of what they look like', async () => {
	await answered('a', 'sent b', 'open c', '');
	expect(await memory().take(leadsWith('b', 'c', 'open a', 'sent a'))).toEqual([
		'new',
		'new',
		'new',
		'new',
	]);
});

it('lets leads without a key pass, and leaves the database alone', async () => {
	expect(await memory().take(leadsWith(undefined, undefined))).toEqual(['new', 'new']);
	await memory().finish();
	expect(table.rewrites).toBe(0);
});

it('says where the keys could not be stored, and works again after', async () => {
	const execution = memory();
	table.isDown = true;
	expect(await execution.take(leadsWith('a'))).toBeUndefined();
	await execution.giveBack(leadsWith('a'));
	await execution.finish();
	table.isDown = false;
	expect(await execution.take(leadsWith('a'))).toEqual(['new']);
});

it('leaves keys open, not new, where their answer could not be stored', async () => {
	const execution = memory();
	await execution.take(leadsWith('a'));
	execution.settle(leadsWith('a'));
	table.isDown = true;
	await execution.finish();
	table.isDown = false;
	expect(await memory().take(leadsWith('a'))).toEqual(['open']);
});

it('loses nothing of requests that end at the same time', async () => {
	const execution = memory();
	const batches = [['a', 'b'], ['c'], ['d', 'e'], ['f']];
	await Promise.all(
		batches.map(async (keys) => {
			await execution.take(leadsWith(...keys));
			execution.settle(leadsWith(...keys));
		}),
	);
	await execution.finish();
	const states = await memory().take(leadsWith('a', 'b', 'c', 'd', 'e', 'f', 'g'));
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
	const states = await memory(4).take(leadsWith('4 a', '4 b', '3 a', '3 b', '0 a'));
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
				const states = (await execution.take(leadsWith(...keys))) ?? [];
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

import { IdempotencyStore } from '../../../nodes/VoicenterDialer/once/IdempotencyStore';
import { Keyring } from '../../../nodes/VoicenterDialer/once/Keyring';
import {
	keyedMutex,
	LeaseLock,
	lowest,
	OwnerWatch,
	type LockStore,
} from '../../../nodes/VoicenterDialer/once/LeaseLock';
import { ProcessedTable, WorkflowRow } from '../../harness/processedData';

let row: WorkflowRow;
beforeEach(() => {
	row = new WorkflowRow();
});

const times = { leaseMs: 1000, longestWaitMs: 60_000, usualPauseMs: 5 };

/** Of another process. */
const lock = (changes: Partial<typeof times> = {}, store: LockStore = row) =>
	new LeaseLock(store, { ...times, ...changes });

const soon = async () => await new Promise((resolve) => setImmediate(resolve));

/** A process that is killed while it holds the lock. */
async function dieHolding(): Promise<void> {
	const store: LockStore = {
		checkProcessedAndRecord: async (...all) => await row.checkProcessedAndRecord(...all),
		clearAllProcessedItems: async () => {},
	};
	await lock({}, store).hold(soon);
}

it('lets one process work at a time', async () => {
	let atWork = 0;
	let most = 0;
	let done = 0;
	const patient = { leaseMs: 60_000 };
	await Promise.all(
		Array.from({ length: 8 }, async () => {
			const own = lock(patient);
			for (let round = 0; round < 10; round++) {
				await own.hold(async () => {
					most = Math.max(most, ++atWork);
					await soon();
					await soon();
					atWork--;
					done++;
				});
			}
		}),
	);
	expect([most, done]).toEqual([1, 80]);
	expect(row.row).toBeUndefined();
});

it('continues if two processes insert at once and the database rejects one', async () => {
	const order: string[] = [];
	await Promise.all(
		['a', 'b'].map(async (name) => await lock().hold(async () => void order.push(name))),
	);
	expect(order.sort()).toEqual(['a', 'b']);
	expect(row.inserts).toBe(2);
});

it('returns the task’s result, and releases the lock if the task fails', async () => {
	expect(await lock().hold(async () => 4711)).toBe(4711);
	const failing = lock().hold(async () => {
		throw new Error('no room');
	});
	await expect(failing).rejects.toThrow('no room');
	expect(row.row).toBeUndefined();
});

it('gives the lock of a dead process to one of the waiting ones', async () => {
	await dieHolding();
	expect(row.row).toBeDefined();
	let atWork = 0;
	let most = 0;
	let done = 0;
	await Promise.all(
		[1, 2, 3].map(
			async () =>
				await lock().hold(async () => {
					most = Math.max(most, ++atWork);
					await soon();
					atWork--;
					done++;
				}),
		),
	);
	expect([most, done]).toEqual([1, 3]);
	expect(row.row).toBeUndefined();
});

it('does so too if the first waiting process was killed as well', async () => {
	await dieHolding();
	const largerMark = Number.MIN_SAFE_INTEGER + 2 ** 52;
	await row.checkProcessedAndRecord([largerMark], 'workflow', { mode: 'latestIncrementalKey' });
	const waits = lock({ leaseMs: 50, longestWaitMs: 400 }).hold(soon);
	await expect(waits).rejects.toThrow('did not grant');

	row = new WorkflowRow();
	await dieHolding();
	const middle = Number.MIN_SAFE_INTEGER + 2 ** 50;
	await row.checkProcessedAndRecord([middle], 'workflow', { mode: 'latestIncrementalKey' });
	await lock({ leaseMs: 200 }).hold(soon);
	expect(row.row).toBeUndefined();
});

it('loses the lock when its lease ends: the result does not count, and the row belongs to another process', async () => {
	const late = lock({ leaseMs: 20 }).hold(
		async () => await new Promise((resolve) => setTimeout(resolve, 60)),
	);
	await expect(late).rejects.toThrow('longer than the lease');
	expect(row.row).toBeDefined();
});

it('never changes a row that belongs to another process', async () => {
	const impatient = { longestWaitMs: 200 };
	const work = jest.fn(soon);
	for (const foreign of [
		{ mode: 'entries', data: 'hashes' },
		{ mode: 'latestDate', data: '2026-07-01' },
		{ mode: 'latestIncrementalKey', data: 17 },
		{ mode: 'latestIncrementalKey', data: -4711 },
		{ mode: 'latestIncrementalKey', data: 0 },
	]) {
		row.row = { ...foreign };
		await expect(lock({ leaseMs: 20, ...impatient }).hold(work)).rejects.toThrow();
		expect(row.row).toEqual(foreign);
	}
	expect(work).not.toHaveBeenCalled();
});

it('takes the lock once it is free, also after an unsuccessful wait', async () => {
	await row.checkProcessedAndRecord([17], 'workflow', { mode: 'latestIncrementalKey' });
	const own = lock({ leaseMs: 5000, longestWaitMs: 200 });
	await expect(own.hold(soon)).rejects.toThrow();
	await expect(own.hold(soon)).rejects.toThrow();
	row.row = undefined;
	expect(await own.hold(async () => 'free')).toBe('free');
});

it('fails while the database is down, and works again afterwards', async () => {
	row.isDown = true;
	const work = jest.fn(soon);
	await expect(lock().hold(work)).rejects.toThrow('did not grant');
	expect(work).not.toHaveBeenCalled();
	row.isDown = false;
	await lock().hold(work);
	expect(work).toHaveBeenCalledTimes(1);
});

it('keeps the task’s result if the lock cannot be released', async () => {
	const result = await lock().hold(async () => {
		row.isDown = true;
		return 'stored';
	});
	expect(result).toBe('stored');
	row.isDown = false;
	expect(await lock().hold(async () => 'inherited')).toBe('inherited');
});

const keyring = new Keyring('account code');

/**
 * Runs executions in separate processes, all with the same keys.
 * @returns how often each key was granted
 */
async function takenInProcesses(withLock: boolean): Promise<number[]> {
	const table = new ProcessedTable();
	const keys = ['a', 'b', 'c', 'd'];
	const taken = new Map(keys.map((key) => [key, 0]));
	await Promise.all(
		[1, 2, 3, 4].map(async (process) => {
			const exclusively = keyedMutex(`process ${process}`);
			const own = lock({ leaseMs: 60_000 });
			const memory = new IdempotencyStore(
				table,
				async (step) =>
					await exclusively(async () => (withLock ? await own.hold(step) : await step(() => {}))),
				1000,
				10,
				keyring,
			);
			const isNew = (await memory.take(keys)) ?? [];
			keys.forEach((key, index) => {
				if (isNew[index]) taken.set(key, (taken.get(key) ?? 0) + 1);
			});
			memory.settle(keys);
			await memory.finish();
		}),
	);
	return [...taken.values()];
}

it('grants a key to one of several processes, for which a mutex in each is not enough', async () => {
	expect(Math.max(...(await takenInProcesses(false)))).toBeGreaterThan(1);
	expect(await takenInProcesses(true)).toEqual([1, 1, 1, 1]);
});

describe('the watch over the owner', () => {
	const leaseMs = 1000;
	const stepMs = leaseMs / 20;

	/** What n8n keeps in the lock's row: the largest number so far. */
	let kept = lowest;

	/** One request of a waiting process. */
	function ask(watch: OwnerWatch): boolean {
		const larger = watch.nextMarks().filter((mark) => mark > kept);
		kept = Math.max(kept, ...larger);
		return watch.isDead(larger);
	}

	/** Asks until it considers the owner dead. @returns the number of steps, up to the maximum */
	function stepsUntilDead(watch: OwnerWatch, most: number, before: (step: number) => void): number {
		for (let step = 1; step <= most; step++) {
			jest.advanceTimersByTime(stepMs);
			before(step);
			if (ask(watch)) return step;
		}
		return Infinity;
	}

	const nothing = () => {};

	beforeEach(() => {
		jest.useFakeTimers();
		kept = lowest;
	});
	afterEach(() => jest.useRealTimers());

	it('asks for nothing too early', () => {
		expect(new OwnerWatch(leaseMs).nextMarks()).toEqual([]);
	});

	it('considers an owner dead whose row has had the waiting process’s mark for a whole lease', () => {
		expect(stepsUntilDead(new OwnerWatch(leaseMs), 100, nothing)).toBe(21);
	});

	it('considers no owner dead while the rows of successive owners come and go', () => {
		const change = (step: number) => {
			if (step % 18 === 0) kept = lowest;
		};
		expect(stepsUntilDead(new OwnerWatch(leaseMs), 1000, change)).toBe(Infinity);
	});

	it('starts again if its mark was overwritten with an older number', () => {
		const overwrite = (step: number) => {
			if (step === 10) kept = lowest;
		};
		expect(stepsUntilDead(new OwnerWatch(leaseMs), 100, overwrite)).toBe(30);
	});

	it('leaves the lock to the process with the larger mark, and takes its turn afterwards', () => {
		const watch = new OwnerWatch(leaseMs);
		jest.advanceTimersByTime(stepMs);
		const [mark] = watch.nextMarks();
		kept = mark + 1;
		expect(stepsUntilDead(watch, 30, nothing)).toBe(Infinity);
		expect(stepsUntilDead(watch, 200_000, nothing)).toBeLessThan(Infinity);
	});

	it('never considers the owner of another row dead', () => {
		for (const foreign of [0, 17, -4711, 1_800_000_000_000]) {
			kept = foreign;
			expect(stepsUntilDead(new OwnerWatch(leaseMs), 500, nothing)).toBe(Infinity);
			expect(kept).toBe(foreign);
		}
	});

	it('lets one of two waiting processes take over', () => {
		const [one, other] = [new OwnerWatch(leaseMs), new OwnerWatch(leaseMs)];
		let heirs = 0;
		for (let step = 0; step < 200 && heirs === 0; step++) {
			jest.advanceTimersByTime(stepMs);
			for (const watch of [one, other]) if (ask(watch)) heirs++;
		}
		expect(heirs).toBe(1);
	});
});

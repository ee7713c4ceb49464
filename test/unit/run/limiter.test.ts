import * as fc from 'fast-check';
import { Limiter, yieldToEventLoop } from '../../../nodes/VoicenterDialer/run/limiter';

const turns = async (count: number): Promise<void> => {
	for (let left = count; left > 0; left--) await new Promise((resolve) => setImmediate(resolve));
};

const work = fc.record({ turns: fc.nat(3), waits: fc.boolean(), fails: fc.boolean() });

it('runs up to the limit at a time, in order, and loses none', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 1, max: 4 }),
			fc.array(work, { maxLength: 12 }),
			async (size, all) => {
				const limiter = new Limiter(() => size);
				const begun: number[] = [];
				let inFlight = 0;
				let ended = 0;
				const run = (index: number, fails: boolean) => async () => {
					begun.push(index);
					expect(++inFlight).toBeLessThanOrEqual(size);
					await turns(all[index].turns);
					inFlight--;
					ended++;
					if (fails) throw new Error('A bug');
				};
				const waiting: Array<Promise<unknown>> = [];
				for (const [index, { waits, fails }] of all.entries()) {
					if (waits) waiting.push(limiter.run(run(index, fails)).catch(() => {}));
					else await limiter.start(run(index, false));
				}
				await limiter.finish();
				await Promise.all(waiting);
				expect(begun).toEqual(all.map((_, index) => index));
				expect(ended).toBe(all.length);
			},
		),
	);
});

it('lets n8n go on after one turn, however many tasks share it', async () => {
	let now = 0;
	const clock = jest.spyOn(performance, 'now').mockImplementation(() => now);
	const nextTurn = yieldToEventLoop();
	const steps = async () => {
		for (let step = 0; step < 100; step++) {
			now++;
			await nextTurn();
		}
	};
	let isOver = false;
	let longest = 0;
	const watch = async () => {
		while (!isOver) {
			const before = now;
			await turns(1);
			longest = Math.max(longest, now - before);
		}
	};
	const watching = watch();
	await Promise.all(Array.from({ length: 10 }, steps));
	isOver = true;
	await watching;
	clock.mockRestore();
	// One turn, and one more step of each other task.
	expect(longest).toBeLessThan(10 + 2 * 10);
	expect(now).toBe(1000);
});

import * as fc from 'fast-check';
import { Limiter } from '../../../nodes/VoicenterDialer/run/limiter';

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

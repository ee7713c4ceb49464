import * as fc from 'fast-check';
import { RangeSet } from '../../../nodes/VoicenterDialer/once/Ledger';

describe('a set of ranges', () => {
	const steps = fc.array(
		fc.record({ what: fc.constantFrom('add', 'add', 'delete'), number: fc.nat(40) }),
		{ maxLength: 120 },
	);

	it('contains the same numbers as a set, in order', () => {
		fc.assert(
			fc.property(steps, (changes) => {
				const ranges = new RangeSet();
				const plain = new Set<number>();
				for (const { what, number } of changes) {
					if (what === 'add') {
						ranges.add(number);
						plain.add(number);
					} else {
						ranges.delete(number);
						plain.delete(number);
					}
				}
				expect([...ranges]).toEqual([...plain].sort((a, b) => a - b));
				for (let number = -1; number <= 42; number++) {
					expect([number, ranges.has(number)]).toEqual([number, plain.has(number)]);
				}
				ranges.ends.forEach((end, at) => {
					if (at % 2 === 1) expect(end).toBeGreaterThanOrEqual(ranges.ends[at - 1]);
					else if (at > 0) expect(end).toBeGreaterThan(ranges.ends[at - 1] + 1);
				});
				expect([...new RangeSet(JSON.parse(JSON.stringify(ranges.ends)) as number[])]).toEqual([
					...ranges,
				]);
			}),
			{ numRuns: 500 },
		);
	});

	it('keeps 100,000 consecutive numbers as two numbers, in any order', () => {
		const count = 100_000;
		const upwards = new RangeSet();
		const shuffled = new RangeSet();
		for (let number = 0; number < count; number++) {
			upwards.add(number);
			shuffled.add((number * 7919) % count);
		}
		expect(upwards.ends).toEqual([0, count - 1]);
		expect(shuffled.ends).toEqual([0, count - 1]);
	});

	it('changes the given array', () => {
		const ends = [3, 4];
		new RangeSet(ends).add(5);
		expect(ends).toEqual([3, 5]);
	});
});

import { seededRandom } from '../../simulator/random';

/** Which of so many are hit: one at a random place in each stretch of the same length. */
export function positionsOf(seed: string, count: number, share: number): number[] {
	const chance = seededRandom(seed);
	const stretch = 1 / share;
	return Array.from({ length: Math.ceil(count * share) }, (_, index) =>
		Math.floor((index + chance()) * stretch),
	);
}

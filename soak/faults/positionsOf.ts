import { seededChance } from '../../simulator/dialing/seededChance';

/** Which of so many are hit: one at a random place in each stretch of the same length. */
export function positionsOf(seed: string, count: number, share: number): number[] {
	const chance = seededChance(seed);
	const stretch = 1 / share;
	return Array.from({ length: Math.ceil(count * share) }, (_, index) =>
		Math.floor((index + chance()) * stretch),
	);
}

import { createHash } from 'node:crypto';

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function seededRandom(seed: string): () => number {
	let state = createHash('sha256').update(seed).digest().readUInt32BE();
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** A hexadecimal code derived from a name, the same at every start. */
export const stableCode = (name: string, length: number): string =>
	createHash('sha256').update(name).digest('hex').slice(0, length);

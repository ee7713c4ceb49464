import type { Call } from '../state/Call';
import { leadKey } from './leadKey';

/** How many leads were accepted more than once; over a million calls, so without a list for each. */
export function countDoubled(accepted: readonly Call[]): number {
	const seen = new Set<string>();
	const doubled = new Set<string>();
	for (const call of accepted) {
		const key = leadKey(call);
		if (seen.has(key)) doubled.add(key);
		else seen.add(key);
	}
	return doubled.size;
}

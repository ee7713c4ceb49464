import { onErrors, retries, type Combination } from './Combination';
import type { FaultCase, LeadOperation } from './FaultCase';

const both: readonly LeadOperation[] = ['add', 'addMany'];

/** Each fault with each operation, way of retrying and On Error mode. */
export function combine(cases: readonly FaultCase[]): Combination[] {
	const combinations: Combination[] = [];
	for (const faultCase of cases) {
		for (const operation of faultCase.operations ?? both) {
			for (const retry of retries) {
				for (const onError of onErrors) {
					const campaign = `faults${combinations.length}`;
					combinations.push({ faultCase, operation, retry, onError, campaign });
				}
			}
		}
	}
	return combinations;
}

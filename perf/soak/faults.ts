import type { Fault, FaultRule, NotificationRule } from '../../simulator';
import { seededRandom } from '../../simulator/random';
import type { SoakScale } from './scale';

const headers = { 'retry-after': '1' };

/** Used in turn. */
const kinds: readonly Fault[] = [
	{ kind: 'httpStatus', status: 503, headers },
	{ kind: 'answerLost' },
	{ kind: 'resetBefore' },
	{ kind: 'httpStatus', status: 429, headers },
	{ kind: 'httpStatus', status: 500, processed: true },
	{ kind: 'late', ms: 3000 },
	{ kind: 'cut' },
	{ kind: 'httpStatus', status: 500 },
	{ kind: 'cutConnection' },
];

/** Retries and partly filled batches need more requests than the leads alone. */
const margin = 1.5;

function rulesFor(
	method: 'AddCall' | 'AddCallsBulk',
	requests: number,
	share: number,
): FaultRule[] {
	return positionsOf(`soak ${method}`, requests * margin, share).map((position, index) => ({
		method,
		// A request that gets a fault is not counted by the later rules.
		after: position - index,
		times: 1,
		fault: kinds[index % kinds.length],
	}));
}

/** Faults of the service, at a steady rate over the whole run. */
export function serviceFaults({ bulkRequests, singleLeads, faultShare }: SoakScale): FaultRule[] {
	return [
		...rulesFor('AddCallsBulk', bulkRequests, faultShare.bulk),
		...rulesFor('AddCall', singleLeads, faultShare.single),
	];
}

const share = 0.05;

/** Some outcomes are delivered twice: at the same time, or one after the other. */
export const deliveryFaults = (notifications: number): NotificationRule[] =>
	positionsOf('soak notifications', notifications, share).map((position, index) => ({
		notification: 'cdr',
		after: position - index,
		times: 1,
		fault: { kind: 'repeat', atOnce: index % 2 === 0 },
	}));

/** Positions for faults: one at a random place in each of several equally long intervals. */
export function positionsOf(seed: string, count: number, share: number): number[] {
	const chance = seededRandom(seed);
	const stretch = 1 / share;
	return Array.from({ length: Math.ceil(count * share) }, (_, index) =>
		Math.floor((index + chance()) * stretch),
	);
}

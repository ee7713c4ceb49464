import type { Fault, FaultRule, NotificationRule } from '../../simulator';
import { seededRandom } from '../../simulator/random';
import type { SoakScale } from './scale';

const headers = { 'retry-after': '1' };

/** Each has its turn. */
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

/** Retries and the last file's end need more requests than there are leads to send. */
const margin = 1.5;

function rulesFor(
	method: 'AddCall' | 'AddCallsBulk',
	requests: number,
	share: number,
): FaultRule[] {
	return positionsOf(`soak ${method}`, requests * margin, share).map((position, index) => ({
		method,
		// A request that meets a fault is not seen by the rules behind it.
		after: position - index,
		times: 1,
		fault: kinds[index % kinds.length],
	}));
}

/** What goes wrong with the service, at a steady rate from the beginning to the end. */
export function serviceFaults({ bulkRequests, singleLeads, faultShare }: SoakScale): FaultRule[] {
	return [
		...rulesFor('AddCallsBulk', bulkRequests, faultShare.bulk),
		...rulesFor('AddCall', singleLeads, faultShare.single),
	];
}

const share = 0.05;

/** Some outcomes come twice: at the same moment, or one after the other. */
export const deliveryFaults = (notifications: number): NotificationRule[] =>
	positionsOf('soak notifications', notifications, share).map((position, index) => ({
		notification: 'cdr',
		after: position - index,
		times: 1,
		fault: { kind: 'repeat', atOnce: index % 2 === 0 },
	}));

/** Which of so many are hit: one at a random place in each stretch of the same length. */
export function positionsOf(seed: string, count: number, share: number): number[] {
	const chance = seededRandom(seed);
	const stretch = 1 / share;
	return Array.from({ length: Math.ceil(count * share) }, (_, index) =>
		Math.floor((index + chance()) * stretch),
	);
}

import assert from 'node:assert/strict';
import type { World } from '../../world/World';
import { campaignOf, leadInQueue } from './sampleTools';

/** One AddCall went out, and the sample lead is in the queue as the model described it, once. */
export function assertAddedOnce(world: World): void {
	const { simulator } = world;
	assert.deepEqual(
		simulator.requests.map(({ method }) => method),
		['AddCall'],
	);
	assert.deepEqual(simulator.requests[0].violations, []);
	const [call, ...others] = [...campaignOf(world).pending];
	assert.deepEqual(others, []);
	assert.deepEqual({ ...call, ...leadInQueue }, { ...call });
}

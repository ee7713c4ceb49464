import { mainJob } from '../../specs/mainJob';
import type { QueueSpecs } from '../QueueWorld';
import { idempotencyKeys } from './idempotencyKeys';
import { manyAtOnce } from './manyAtOnce';
import { polls } from './polls';
import { webhooks } from './webhooks';

export const specs: QueueSpecs = {
	...mainJob,
	...manyAtOnce,
	...idempotencyKeys,
	...webhooks,
	...polls,
};

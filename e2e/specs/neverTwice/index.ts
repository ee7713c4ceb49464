import type { Specs } from '../../world/World';
import { keys } from './keys';
import { loops } from './loops';
import { retries } from './retries';
import { storage } from './storage';
import { subWorkflows } from './subWorkflows';

/** No lead is sent twice, whatever runs again and whatever dies. */
export const neverTwice: Specs = { ...retries, ...keys, ...storage, ...loops, ...subWorkflows };

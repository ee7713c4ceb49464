import type { Specs } from '../../world/World';
import { access } from './access';
import { answers } from './answers';
import { deliveries } from './deliveries';
import { refusals } from './refusals';

export const trigger: Specs = { ...deliveries, ...answers, ...refusals, ...access };

import { call } from './call';
import { campaign } from './campaign';
import { ivr } from './ivr';
import { member } from './member';
import type { Resource } from './describe';

export const resources: readonly Resource[] = [call, campaign, ivr, member];

import type { Specs } from '../world/World';
import { campaignTrigger } from './campaignTrigger';
import { credentialTest } from './credentialTest';
import { leadWorkflows } from './leadWorkflows';
import { loading } from './loading';
import { mainJob } from './mainJob';
import { neverTwice } from './neverTwice';
import { onError } from './onError';
import { call } from './operations/call';
import { campaign } from './operations/campaign';
import { ivr } from './operations/ivr';
import { member } from './operations/member';
import { outcomeWorkflows } from './outcomeWorkflows';
import { panel } from './panel';
import { pickers } from './pickers';
import { queueLowRefill } from './queueLowRefill';
import { readyMadeWorkflows } from './readyMadeWorkflows';
import { secrecy } from './secrecy';
import { tool } from './tool';
import { trigger } from './trigger';

export const specs: Specs = {
	...loading,
	...credentialTest,
	...pickers,
	...mainJob,
	...readyMadeWorkflows,
	...leadWorkflows,
	...queueLowRefill,
	...outcomeWorkflows,
	...campaign,
	...call,
	...member,
	...ivr,
	...onError,
	...neverTwice,
	...campaignTrigger,
	...trigger,
	...tool,
	...panel,
	...secrecy,
};

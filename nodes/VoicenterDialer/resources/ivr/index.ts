import type { Resource } from '../describe';
import { configure } from './configure';

export const ivr: Resource = {
	option: { name: 'IVR', value: 'ivr' },
	operations: [configure],
	firstChoice: configure,
};

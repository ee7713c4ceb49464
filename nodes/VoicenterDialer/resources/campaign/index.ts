import type { Resource } from '../describe';
import { clearCalls } from './clearCalls';
import { get } from './get';
import { getAll } from './getAll';
import { start } from './start';
import { stop } from './stop';
import { updateStrategy } from './updateStrategy';

export const campaign: Resource = {
	option: { name: 'Campaign', value: 'campaign' },
	operations: [clearCalls, get, getAll, start, stop, updateStrategy],
	firstChoice: getAll,
};

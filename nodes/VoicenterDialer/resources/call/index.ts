import type { Resource } from '../describe';
import { add } from './add';
import { addMany } from './addMany';
import { getAll } from './getAll';
import { remove } from './remove';
import { update } from './update';

export const call: Resource = {
	option: { name: 'Call', value: 'call' },
	operations: [add, addMany, getAll, remove, update],
	firstChoice: add,
};

import type { Resource } from '../describe';
import { add } from './add';
import { getAll } from './getAll';
import { remove } from './remove';

export const member: Resource = {
	option: { name: 'Member', value: 'member' },
	operations: [add, getAll, remove],
	firstChoice: add,
};

import type { INodeProperties } from 'n8n-workflow';

const cost = (name: string, displayName: string): INodeProperties => ({
	displayName,
	name,
	type: 'notice',
	default: '',
});

export const costOfClearing = cost(
	'costOfClearing',
	'All calls that wait in the campaign are taken out: none of these people is called, and nothing brings the calls back. To call them later, use Campaign: Stop instead.',
);

const doNotCall =
	'“Ignore Do-Not-Call Status” calls people who asked not to be called. That can be against the law and cost a fine: use it only where you have their consent.';

/**
 * Shown once the field is switched on, or is an expression. n8n looks for a field inside another one
 * only by a path from the root.
 */
const costOfIgnoringDnc = (collection: string): INodeProperties => ({
	...cost('costOfIgnoringDnc', doNotCall),
	displayOptions: { show: { [`/${collection}.ignoreDncStatus`]: [true] } },
});

export const costOfAdding = costOfIgnoringDnc('additionalFields');
export const costOfUpdating = costOfIgnoringDnc('updateFields');

import type { INodeProperties } from 'n8n-workflow';
import { campaign } from '../fields/campaign';

const event: INodeProperties = {
	displayName: 'Trigger On',
	name: 'event',
	type: 'options',
	noDataExpression: true,
	default: 'queueLow',
	options: [
		{
			name: 'Queue Runs Low',
			value: 'queueLow',
			description: 'The campaign’s waiting calls have fallen to the threshold',
		},
		{
			name: 'Queue Empty',
			value: 'queueEmpty',
			description: 'No call is waiting in the campaign any more',
		},
		{
			name: 'Campaign Status Changed',
			value: 'statusChanged',
			description: 'The campaign was enabled, disabled or deleted',
		},
	],
};

const threshold: INodeProperties = {
	displayName: 'Threshold',
	name: 'threshold',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 0 },
	default: 100,
	description: 'The queue runs low with this many waiting calls or fewer',
	displayOptions: { show: { event: ['queueLow'] } },
};

const aboutQueue: INodeProperties = {
	displayName:
		'Starts the workflow once when the queue gets there, and again only after it held more calls in between. If it is there already when you activate the workflow, it starts at once.<br><br>A campaign that is disabled or has no members does not dial, so its queue stays as it is.',
	name: 'aboutQueue',
	type: 'notice',
	default: '',
	displayOptions: { show: { event: ['queueLow', 'queueEmpty'] } },
};

const aboutStatus: INodeProperties = {
	displayName:
		'Starts the workflow at each change that is seen: a campaign that was stopped and started again between two polls has not changed. The status at activation is where it begins.',
	name: 'aboutStatus',
	type: 'notice',
	default: '',
	displayOptions: { show: { event: ['statusChanged'] } },
};

/** Above them, n8n puts “Poll Times”. */
export const properties: INodeProperties[] = [event, campaign, threshold, aboutQueue, aboutStatus];

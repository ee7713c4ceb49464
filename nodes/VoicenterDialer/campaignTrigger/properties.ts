import type { INodeProperties } from 'n8n-workflow';
import { campaign } from '../operations/fields';

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

const queueEvents = ['queueLow', 'queueEmpty'];

const aboutQueue: INodeProperties = {
	displayName:
		'Starts the workflow once when the queue gets there, and again only after it held more calls in between. If it is there already when the workflow is switched on for the first time, it starts at once.',
	name: 'aboutQueue',
	type: 'notice',
	default: '',
	displayOptions: { show: { event: queueEvents } },
};

const aboutDialing: INodeProperties = {
	displayName:
		'A campaign that is disabled or has no members does not dial, so its queue stays as it is.',
	name: 'aboutDialing',
	type: 'notice',
	default: '',
	displayOptions: { show: { event: queueEvents } },
};

const aboutStatus: INodeProperties = {
	displayName:
		'Starts the workflow when a poll finds another status than the poll before. A campaign that is stopped and started again between two polls goes unnoticed.',
	name: 'aboutStatus',
	type: 'notice',
	default: '',
	displayOptions: { show: { event: ['statusChanged'] } },
};

/** Above them, n8n puts “Poll Times”. */
export const properties: INodeProperties[] = [
	event,
	campaign,
	threshold,
	aboutQueue,
	aboutDialing,
	aboutStatus,
];

const testRun =
	'<b>While you build the workflow</b>, “Fetch Test Event” shows the campaign as it is now. It changes nothing.<br><br>';

/** What n8n says beside the panel about when the workflow runs. */
export const executionsHelp = {
	inactive: `${testRun}<b>Once the workflow is switched on</b>, n8n asks as often as “Poll Times” says. Executions show up in the executions list.`,
	active: `${testRun}<b>The workflow is switched on</b>: n8n asks as often as “Poll Times” says. Executions show up in the executions list.`,
};

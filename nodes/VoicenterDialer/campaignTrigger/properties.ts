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
			description: 'The number of waiting calls has fallen to the threshold',
		},
		{
			name: 'Queue Empty',
			value: 'queueEmpty',
			description: 'No more calls are waiting in the campaign',
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
	hint: 'Waiting calls',
	description: 'The event fires at this number of waiting calls or fewer',
	displayOptions: { show: { event: ['queueLow'] } },
};

const queueEvents = ['queueLow', 'queueEmpty'];

const aboutQueue: INodeProperties = {
	displayName:
		'Starts the workflow once when the queue reaches this level, and again only after the queue has risen above it. If the queue is at this level when you first activate the workflow, the workflow starts immediately.',
	name: 'aboutQueue',
	type: 'notice',
	default: '',
	displayOptions: { show: { event: queueEvents } },
};

const aboutDialing: INodeProperties = {
	displayName:
		'A campaign that is disabled or has no members does not dial, so its queue does not change.',
	name: 'aboutDialing',
	type: 'notice',
	default: '',
	displayOptions: { show: { event: queueEvents } },
};

const aboutStatus: INodeProperties = {
	displayName:
		'Starts the workflow when the status has changed since the last poll. If a campaign is stopped and started again between two polls, the trigger does not detect it.',
	name: 'aboutStatus',
	type: 'notice',
	default: '',
	displayOptions: { show: { event: ['statusChanged'] } },
};

/** n8n adds “Poll Times” above them. */
export const properties: INodeProperties[] = [
	event,
	campaign,
	threshold,
	aboutQueue,
	aboutDialing,
	aboutStatus,
];

const testRun =
	'<b>While building your workflow</b>, click “Fetch Test Event” to see the campaign’s current state. This changes nothing.<br><br>';

export const executionsHelp = {
	inactive: `${testRun}<b>Once you’re happy with your workflow</b>, activate it. n8n then checks the campaign at the times set in “Poll Times”. Executions show up in the executions list.`,
	active: `${testRun}<b>Your workflow is active</b>. n8n checks the campaign at the times set in “Poll Times”. Executions show up in the <a data-key="executions">executions list</a>.`,
};

import { flowOf, noOp } from '../../bench/flows/flowOf';
import { fieldsBody, httpRequestNode } from '../../bench/flows/httpRequest';
import { triggerNode } from '../../bench/flows/triggerNode';
import { webhookNode } from '../../bench/flows/webhookNode';
import type { Bench, BenchN8n } from '../../bench/machine/Bench';
import type { Workflow } from '../../e2e/n8n/workflows';
import { pathOf } from '../../nodes/VoicenterDialer/api/methods';
import { singleWorkflow } from '../workflows/singleWorkflow';
import type { LoadResult } from './LoadResult';

/** A workflow that takes one lead or one event in each execution. */
export interface Way extends Omit<LoadResult, 'perSecond'> {
	readonly make: (path: string) => Workflow;
	/** What the trigger's URL has behind the path. */
	readonly suffix?: string;
}

/** The same fields, as the panel of n8n's own node offers them. */
const sameByHand = ({ url, accountCode, campaign }: Bench['simulator']) =>
	httpRequestNode(
		url + pathOf('AddCall'),
		fieldsBody({
			Code: accountCode,
			Campaign: campaign,
			Target: '={{ $json.body.phone }}',
			CustomerName: '={{ $json.body.customerName }}',
			Priority: '={{ 100 }}',
			CustomData: '={{ { var_lead_id: $json.body.lead_id } }}',
		}),
	);

const answering = { responseMode: 'lastNode' } as const;

/** This package's nodes, and n8n's own beside them. */
export const waysToHold = ({ simulator }: Bench, { credential }: BenchN8n): Way[] => [
	{
		name: 'Webhook → Add',
		what: 'leads',
		isOurs: true,
		make: (path) => singleWorkflow(credential, path, simulator.campaign),
	},
	{
		name: 'Webhook → HTTP Request',
		what: 'leads',
		isOurs: false,
		make: (path) => flowOf('By hand', [webhookNode(path, answering), sameByHand(simulator), noOp]),
	},
	{
		name: 'Webhook alone, nothing is sent',
		what: 'leads',
		isOurs: false,
		make: (path) => flowOf('Nothing', [webhookNode(path, answering), noOp]),
	},
	{
		name: 'Voicenter Dialer Trigger',
		what: 'events',
		isOurs: true,
		make: (path) => flowOf('Events', [triggerNode(path), noOp]),
		suffix: '/voicenter',
	},
	{
		name: 'Webhook, version 1',
		what: 'events',
		isOurs: false,
		make: (path) => flowOf('Events by hand, 1', [webhookNode(path, { typeVersion: 1 }), noOp]),
	},
	{
		name: 'Webhook',
		what: 'events',
		isOurs: false,
		make: (path) => flowOf('Events by hand', [webhookNode(path), noOp]),
	},
];

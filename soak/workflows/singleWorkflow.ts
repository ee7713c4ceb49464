import { dialer, dialerNode } from '../../bench/flows/dialerNode';
import { flowOf, noOp } from '../../bench/flows/flowOf';
import { webhookNode } from '../../bench/flows/webhookNode';
import type { SavedCredential } from '../../e2e/n8n/Editor';
import type { Workflow, WorkflowNode } from '../../e2e/n8n/workflows';
import { retrying } from './retrying';

/** The lead as the webhook has it. */
const leadNode = (credential: SavedCredential, campaign: string): WorkflowNode => {
	const node = dialerNode(credential, 'add', campaign);
	return {
		...node,
		parameters: {
			...node.parameters,
			target: '={{ $json.body.phone }}',
			additionalFields: { customerName: '={{ $json.body.customerName }}', priority: 100 },
			customVariables: { variable: [{ name: 'lead_id', value: '={{ $json.body.lead_id }}' }] },
		},
	};
};

/** One lead by webhook, whose answer is the verdict. */
export function singleWorkflow(
	credential: SavedCredential,
	path: string,
	campaign: string,
): Workflow {
	const flow = flowOf('Single leads', [
		webhookNode(path, { responseMode: 'lastNode' }),
		{ ...leadNode(credential, campaign), ...retrying },
		noOp,
	]);
	const next = [{ node: noOp.name, type: 'main', index: 0 }];
	return { ...flow, connections: { ...flow.connections, [dialer]: { main: [next, next] } } };
}

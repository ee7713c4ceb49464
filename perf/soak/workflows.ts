import type { SavedCredential } from '../../e2e/n8n/EditorApi';
import type { Workflow, WorkflowNode } from '../../e2e/n8n/workflows';
import {
	csvNodes,
	dialer,
	dialerNode,
	linearWorkflow,
	noOp,
	webhook,
	webhookNode,
} from '../workflow';

/** The body of the webhook request for a file. */
export interface FileNotice {
	readonly file: string;
	/** The file for its verdicts. */
	readonly verdicts: string;
	/** The file for the items of the error output. */
	readonly failed: string;
}

const noticeField = (field: keyof FileNotice) =>
	`={{ $('${webhook}').first().json.body.${field} }}`;

const asJson = (name: string): WorkflowNode => ({
	name,
	type: 'n8n-nodes-base.convertToFile',
	typeVersion: 1.1,
	parameters: { operation: 'toJson', mode: 'once', options: {} },
});

const write = (name: string, field: keyof FileNotice): WorkflowNode => ({
	name,
	type: 'n8n-nodes-base.readWriteFile',
	typeVersion: 1.1,
	parameters: { operation: 'write', fileName: noticeField(field), options: {} },
});

const to = (node: string) => [{ node, type: 'main', index: 0 }];

/**
 * A webhook announces a file. The workflow adds its leads and writes every verdict to a file,
 * including those of the error output. With keys, the node itself does not retry: Retry On Fail does,
 * and after that another run of the file.
 */
export function fileWorkflow(
	credential: SavedCredential,
	path: string,
	{ hasKeys }: { readonly hasKeys: boolean },
): Workflow {
	const options = hasKeys ? { idempotencyKey: '={{ $json.lead_id }}', maxRetries: 0 } : {};
	const flow = linearWorkflow(hasKeys ? 'Files with keys' : 'Files', [
		webhookNode(path, { responseMode: 'lastNode' }),
		...csvNodes(noticeField('file')),
		{
			...dialerNode(credential, 'addMany', '={{ $json.campaign }}', options),
			...retrySettings,
		},
		asJson('Verdicts'),
		write('Write verdicts', 'verdicts'),
		asJson('Failed'),
		write('Write failed', 'failed'),
	]);
	return {
		...flow,
		connections: {
			...flow.connections,
			[dialer]: { main: [to('Verdicts'), to('Failed')] },
			'Write verdicts': { main: [[]] },
		},
		// The items take many megabytes, and the files of verdicts already contain them.
		settings: { ...flow.settings, saveDataSuccessExecution: 'none' },
	};
}

/** Reads the lead from the webhook's body. */
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

/** Takes one lead by webhook and answers with its verdict. */
export function singleWorkflow(
	credential: SavedCredential,
	path: string,
	campaign: string,
): Workflow {
	const flow = linearWorkflow('Single leads', [
		webhookNode(path, { responseMode: 'lastNode' }),
		{ ...leadNode(credential, campaign), ...retrySettings },
		noOp,
	]);
	const next = [{ node: noOp.name, type: 'main', index: 0 }];
	return { ...flow, connections: { ...flow.connections, [dialer]: { main: [next, next] } } };
}

/** The options of the node's Settings tab. */
const retrySettings = {
	retryOnFail: true,
	maxTries: 3,
	waitBetweenTries: 1000,
	onError: 'continueErrorOutput',
} as const;

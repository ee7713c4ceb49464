import { csvNodes } from '../../bench/flows/csvNodes';
import { dialer, dialerNode } from '../../bench/flows/dialerNode';
import { flowOf } from '../../bench/flows/flowOf';
import { webhook, webhookNode } from '../../bench/flows/webhookNode';
import type { SavedCredential } from '../../e2e/n8n/Editor';
import type { Workflow, WorkflowNode } from '../../e2e/n8n/workflows';
import { retrying } from './retrying';

/** What the workflow is told when a file has come. */
export interface FileNotice {
	readonly file: string;
	/** Where its verdicts go. */
	readonly verdicts: string;
	/** Where the leads of the error output go. */
	readonly failed: string;
}

const told = (field: keyof FileNotice) => `={{ $('${webhook}').first().json.body.${field} }}`;

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
	parameters: { operation: 'write', fileName: told(field), options: {} },
});

const to = (node: string) => [{ node, type: 'main', index: 0 }];

/**
 * A webhook tells of a file; its leads are added, and each verdict is written down, those of the
 * error output too. With keys, the node itself does not retry: what was too busy is left to Retry On
 * Fail and, after that, to another run of the file.
 */
export function fileWorkflow(
	credential: SavedCredential,
	path: string,
	{ hasKeys }: { readonly hasKeys: boolean },
): Workflow {
	const options = hasKeys ? { idempotencyKey: '={{ $json.lead_id }}', maxRetries: 0 } : {};
	const flow = flowOf(hasKeys ? 'Files with keys' : 'Files', [
		webhookNode(path, { responseMode: 'lastNode' }),
		...csvNodes(told('file')),
		{
			...dialerNode(credential, 'addMany', '={{ $json.campaign }}', options),
			...retrying,
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
		// A file's leads are many megabytes, and stand in the verdicts' file.
		settings: { ...flow.settings, saveDataSuccessExecution: 'none' },
	};
}

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { waitUntil } from '../machine/processes';
import type { SavedCredential } from '../n8n/EditorApi';
import type { Execution } from '../n8n/Execution';
import { triggerType, type SavedWorkflow, type WorkflowNode } from '../n8n/workflows';
import type { World } from './openWorld';

export const trigger = 'Voicenter Dialer Trigger';
export const webhookCredentialType = 'voicenterDialerWebhookApi';

/** Long enough for a thousand executions on a busy machine. */
const executionsTimeoutMs = 600_000;

export interface TriggerSetup {
	readonly parameters?: Record<string, unknown>;
	readonly credential?: SavedCredential;
	/** The nodes after the trigger, in order. */
	readonly nodes?: readonly WorkflowNode[];
}

export interface Answer {
	readonly status: number;
	readonly body: unknown;
	readonly headers: Headers;
}

/** A workflow with the trigger, as seen from outside. */
export class OpenTrigger {
	constructor(
		private readonly world: World,
		readonly workflow: SavedWorkflow,
		private readonly path: string,
	) {}

	get url(): string {
		return `${this.world.n8n.url}/webhook/${this.path}`;
	}

	get testUrl(): string {
		return `${this.world.n8n.url}/webhook-test/${this.path}`;
	}

	async send(options: RequestInit = {}, url = this.url): Promise<Answer> {
		const response = await fetch(url, { method: 'POST', ...options });
		const text = await response.text();
		return {
			status: response.status,
			body: text.startsWith('{') ? JSON.parse(text) : text,
			headers: response.headers,
		};
	}

	async sendJson(body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
		return await this.send({
			body: typeof body === 'string' ? body : JSON.stringify(body),
			headers: { 'content-type': 'application/json', ...headers },
		});
	}

	/** Waits until this number of executions has finished, and returns all executions. */
	async executions(count: number): Promise<readonly Execution[]> {
		const { editor } = this.world;
		const ids = await waitUntil(
			`Waiting for ${count} finished executions`,
			async () => {
				const { all, unfinished } = await editor.countExecutions(this.workflow.id);
				if (all < count || unfinished > 0) return undefined;
				const executions = await editor.executionsOf(this.workflow.id);
				return executions.map(({ id }) => id);
			},
			executionsTimeoutMs,
		);
		const { all } = await editor.countExecutions(this.workflow.id);
		assert.equal(all, count);
		return await Promise.all(ids.map(async (id) => await editor.waitForExecution(id)));
	}

	/** The items that the trigger returned, oldest first. */
	async items(count: number): Promise<ReadonlyArray<Record<string, unknown>>> {
		const executions = await this.executions(count);
		return [...executions].reverse().flatMap((execution) => execution.jsonOf(trigger));
	}
}

/** Saves a new workflow with its own URL. */
export async function saveTrigger(
	world: World,
	{ parameters = {}, credential, nodes = [] }: TriggerSetup = {},
): Promise<OpenTrigger> {
	const webhookId = randomUUID();
	const row: WorkflowNode[] = [
		{
			id: 'trigger',
			name: trigger,
			type: triggerType,
			typeVersion: 1,
			position: [0, 0],
			webhookId,
			parameters,
			...(credential && { credentials: { [webhookCredentialType]: { ...credential } } }),
		},
		...nodes,
	];
	const connections = row
		.slice(0, -1)
		.map(({ name }, index): [string, unknown] => [
			name,
			{ main: [[{ node: row[index + 1].name, type: 'main', index: 0 }]] },
		]);
	const workflow = await world.editor.saveWorkflow({
		name: `Events ${webhookId}`,
		nodes: row,
		connections: Object.fromEntries(connections),
		settings: { executionOrder: 'v1' },
	});
	return new OpenTrigger(world, workflow, `${webhookId}/voicenter`);
}

/** The same, active while `use` runs. */
export async function withTrigger(
	world: World,
	setup: TriggerSetup,
	use: (open: OpenTrigger) => Promise<void>,
): Promise<void> {
	const open = await saveTrigger(world, setup);
	await world.editor.activateWorkflow(open.workflow);
	try {
		await use(open);
	} finally {
		await world.editor.deactivateWorkflow(open.workflow);
	}
}

const place = { typeVersion: 1, position: [300, 0] };

export const setNode = (json: object): WorkflowNode => ({
	...place,
	id: 'set',
	name: 'Screen',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: { mode: 'raw', jsonOutput: JSON.stringify(json), options: {} },
});

export const failingNode: WorkflowNode = {
	...place,
	id: 'fail',
	name: 'Fail',
	type: 'n8n-nodes-base.stopAndError',
	parameters: { errorMessage: 'Unknown phone number' },
};

export const nothingNode: WorkflowNode = {
	...place,
	id: 'nothing',
	name: 'Nothing',
	type: 'n8n-nodes-base.filter',
	parameters: { conditions: { boolean: [{ value1: false, value2: true }] } },
};

export const waitNode = (seconds: number): WorkflowNode => ({
	...place,
	id: 'wait',
	name: 'Wait',
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	webhookId: randomUUID(),
	parameters: { amount: seconds },
});

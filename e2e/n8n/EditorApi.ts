import { parse } from 'flatted';
import { waitUntil } from '../machine/processes';
import { Execution } from './Execution';
import { RestClient, RestFailure } from './RestClient';
import {
	credentialType,
	listenerHeader,
	listenerSecret,
	listenerUser,
	type ListenerCredentials,
	type SavedWorkflow,
	type Workflow,
} from './workflows';

export interface Login {
	readonly email: string;
	readonly password: string;
}

export interface SavedCredential {
	readonly id: string;
	readonly name: string;
}

export interface Publication {
	readonly status: 'in_progress' | 'published' | 'not_published' | 'partial' | 'failed';
	readonly triggers: ReadonlyArray<{ readonly errorMessage: string | null }>;
}

export interface CredentialTestResult {
	readonly status: 'OK' | 'Error';
	readonly message: string;
}

interface StoredExecution {
	readonly status: string;
	readonly data: string;
}

const unfinished = new Set(['new', 'running', 'waiting']);
/** Older versions of n8n save an execution's status before its data. */
const dataToCome = '[]';
const executionTimeoutMs = 120_000;
/** The message of older versions of n8n if a trigger cannot be activated. */
const activationFailed = 'There was a problem activating the workflow';
const publicationTimeoutMs = 60_000;

/** Does what a user does in n8n's editor, through its REST API. */
export class EditorApi {
	readonly rest: RestClient;

	constructor(url: string) {
		this.rest = new RestClient(url);
	}

	/** Creates the owner on a new instance, or logs in. */
	async logIn({ email, password }: Login): Promise<void> {
		const { userManagement } = await this.rest.data<{
			userManagement: { showSetupOnFirstLoad?: boolean };
		}>('GET', '/settings');
		if (userManagement.showSetupOnFirstLoad) {
			await this.rest.data('POST', '/owner/setup', {
				email,
				password,
				firstName: 'Campaign',
				lastName: 'Builder',
			});
		}
		await this.rest.data('POST', '/login', { emailOrLdapLoginId: email, email, password });
	}

	/** Creates the credential, or updates the one with the same name. */
	async saveCredential(
		name: string,
		type: string,
		data: Record<string, unknown>,
	): Promise<SavedCredential> {
		const all = await this.rest.data<Array<{ id: string; name: string }>>('GET', '/credentials');
		const existing = all.find((credential) => credential.name === name);
		const { id } = existing
			? await this.rest.data<{ id: string }>('PATCH', `/credentials/${existing.id}`, {
					name,
					type,
					data,
				})
			: await this.rest.data<{ id: string }>('POST', '/credentials', { name, type, data });
		return { id, name };
	}

	async testCredential(
		credential: SavedCredential,
		type: string,
		data: Record<string, unknown>,
	): Promise<CredentialTestResult> {
		return await this.rest.data('POST', '/credentials/test', {
			credentials: { ...credential, type, data },
		});
	}

	/** The entries of a picker in the node's panel. */
	async pick(
		methodName: string,
		field: string,
		node: {
			readonly type: string;
			readonly parameters: Record<string, unknown>;
			readonly credentials: Record<string, SavedCredential>;
		},
		filter?: string,
	): Promise<{ results: ReadonlyArray<{ name: string; value: string }> }> {
		return await this.rest.data('POST', '/dynamic-node-parameters/resource-locator-results', {
			path: `parameters.${field}`,
			nodeTypeAndVersion: { name: node.type, version: 1 },
			currentNodeParameters: node.parameters,
			credentials: node.credentials,
			methodName,
			filter,
		});
	}

	/** Creates the workflow, or updates the one with the same name. */
	async saveWorkflow(workflow: Workflow): Promise<SavedWorkflow> {
		const filter = encodeURIComponent(JSON.stringify({ name: workflow.name }));
		const sameName = await this.rest.data<Array<{ id: string; name: string }>>(
			'GET',
			`/workflows?filter=${filter}`,
		);
		const existing = sameName.find(({ name }) => name === workflow.name);
		const content = {
			name: workflow.name,
			nodes: workflow.nodes,
			connections: workflow.connections,
			settings: workflow.settings ?? {},
		};
		if (!existing) return await this.rest.data('POST', '/workflows', { ...content, active: false });
		const { versionId } = await this.rest.data<SavedWorkflow>('GET', `/workflows/${existing.id}`);
		return await this.rest.data('PATCH', `/workflows/${existing.id}?forceSave=true`, {
			...content,
			versionId,
		});
	}

	/** Throws the error of a trigger that cannot be activated. */
	async activateWorkflow(workflow: SavedWorkflow): Promise<void> {
		const { status, triggers } = await this.tryToActivate(workflow);
		if (status !== 'failed' && status !== 'partial') return;
		throw new Error(triggers.map(({ errorMessage }) => errorMessage ?? '').join('\n'));
	}

	async tryToActivate(workflow: SavedWorkflow): Promise<Publication> {
		const { id, versionId } = workflow;
		try {
			await this.rest.data('POST', `/workflows/${id}/activate`, { versionId });
		} catch (error) {
			if (!(error instanceof RestFailure) || !error.body.includes(activationFailed)) throw error;
			return { status: 'failed', triggers: [{ errorMessage: error.body }] };
		}
		return await this.settledPublication(workflow, 'published');
	}

	async deactivateWorkflow(workflow: SavedWorkflow): Promise<void> {
		await this.rest.data('POST', `/workflows/${workflow.id}/deactivate`, {});
		await this.settledPublication(workflow, 'not_published');
	}

	/** Newer versions of n8n respond before they have activated the triggers. */
	private async settledPublication(
		{ id, name }: SavedWorkflow,
		statusInOlder: Publication['status'],
	): Promise<Publication> {
		return await waitUntil(
			`Activating or deactivating the workflow “${name}”`,
			async () => {
				const publication = await this.publicationOf(id, statusInOlder);
				return publication.status === 'in_progress' ? undefined : publication;
			},
			publicationTimeoutMs,
		);
	}

	private async publicationOf(
		workflowId: string,
		statusInOlder: Publication['status'],
	): Promise<Publication> {
		try {
			return await this.rest.data('GET', `/workflows/${workflowId}/publication-status`);
		} catch (error) {
			if (!(error instanceof RestFailure) || error.status !== 404) throw error;
			return { status: statusInOlder, triggers: [] };
		}
	}

	/** Publishes a sub-workflow. Versions before 2.0 run the saved one. */
	async publishSubWorkflow(workflow: SavedWorkflow): Promise<void> {
		try {
			await this.activateWorkflow(workflow);
		} catch (error) {
			if (!(error instanceof RestFailure) || !error.body.includes('no node to start')) throw error;
		}
	}

	/** “Listen for test event”: registers the test URL for one event. */
	async listenForTestEvent(workflow: SavedWorkflow, trigger: string): Promise<void> {
		const { waitingForWebhook } = await this.rest.data<{ waitingForWebhook?: boolean }>(
			'POST',
			`/workflows/${workflow.id}/run`,
			{ workflowData: workflow, triggerToStartFrom: { name: trigger } },
		);
		if (!waitingForWebhook)
			throw new Error(`The workflow “${workflow.name}” does not listen for a test event`);
	}

	/** “Execute workflow”: starts at the given trigger, or at the first one. */
	async startWorkflow(workflow: SavedWorkflow, triggerName?: string): Promise<string> {
		const trigger = workflow.nodes.find(
			({ type, name }) => /trigger$/i.test(type) && (triggerName ?? name) === name,
		);
		if (!trigger) throw new Error(`The workflow “${workflow.name}” has no trigger`);
		const { executionId } = await this.rest.data<{ executionId: string }>(
			'POST',
			`/workflows/${workflow.id}/run`,
			{ workflowData: workflow, triggerToStartFrom: { name: trigger.name } },
		);
		return executionId;
	}

	async runWorkflow(workflow: SavedWorkflow, triggerName?: string): Promise<Execution> {
		return await this.waitForExecution(await this.startWorkflow(workflow, triggerName));
	}

	/** Sends a message in the editor's chat. */
	async chat(workflow: SavedWorkflow, chatInput: string): Promise<Execution> {
		const trigger = workflow.nodes.find(({ type }) => type.endsWith('.chatTrigger'));
		const json = { chatInput, sessionId: 'e2e', action: 'sendMessage' };
		const data = {
			startTime: Date.now(),
			executionIndex: 0,
			executionTime: 0,
			executionStatus: 'success',
			source: [],
			data: { main: [[{ json }]] },
		};
		const { executionId } = await this.rest.data<{ executionId: string }>(
			'POST',
			`/workflows/${workflow.id}/run`,
			{ workflowData: workflow, triggerToStartFrom: { name: trigger?.name, data } },
		);
		return await this.waitForExecution(executionId);
	}

	/** “Retry” in the executions list, with the original workflow or the currently saved one. */
	async retryExecution(id: string, options = { loadWorkflow: false }): Promise<Execution> {
		const retry = await this.rest.data<{ id: string }>('POST', `/executions/${id}/retry`, options);
		return await this.waitForExecution(retry.id);
	}

	async executionsOf(workflowId: string): Promise<ReadonlyArray<{ id: string; status: string }>> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.rest.data<{ results: Array<{ id: string; status: string }> }>(
			'GET',
			`/executions?filter=${filter}`,
		);
		return results;
	}

	/** Failed executions, newest first. */
	async failedExecutions(workflowId: string): Promise<ReadonlyArray<{ id: string }>> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId, status: ['error', 'crashed'] }));
		const { results } = await this.rest.data<{ results: Array<{ id: string }> }>(
			'GET',
			`/executions?filter=${filter}`,
		);
		return results;
	}

	/** Counts the executions, and those that have not finished. */
	async countExecutions(workflowId: string): Promise<{ all: number; unfinished: number }> {
		const count = async (filter: object) => {
			const text = encodeURIComponent(JSON.stringify({ workflowId, ...filter }));
			const found = await this.rest.data<{ count: number }>(
				'GET',
				`/executions?limit=1&filter=${text}`,
			);
			return found.count;
		};
		return { all: await count({}), unfinished: await count({ status: [...unfinished] }) };
	}

	async waitForExecution(id: string): Promise<Execution> {
		const { status, data } = await waitUntil(
			`Waiting for execution ${id}`,
			async () => {
				const stored = await this.storedExecution(id);
				return stored && !unfinished.has(stored.status) && stored.data !== dataToCome
					? stored
					: undefined;
			},
			executionTimeoutMs,
		);
		const { resultData } = parse(data) as {
			resultData: ConstructorParameters<typeof Execution>[2];
		};
		return new Execution(id, status, resultData, data);
	}

	private async storedExecution(id: string): Promise<StoredExecution | undefined> {
		try {
			return await this.rest.data<StoredExecution>('GET', `/executions/${id}`);
		} catch (error) {
			if (error instanceof RestFailure && error.status === 404) return undefined;
			throw error;
		}
	}
}

/** An editor that is logged in, with the credentials that workflows need. */
export interface ConnectedEditor {
	readonly editor: EditorApi;
	/** Valid for the simulator. */
	readonly credential: SavedCredential;
	/** Of the ready-made workflows. */
	readonly listeners: ListenerCredentials;
}

export async function connectEditor(
	n8nUrl: string,
	login: Login,
	simulatorUrl: string,
	accountCode: string,
): Promise<ConnectedEditor> {
	const editor = new EditorApi(n8nUrl);
	await editor.logIn(login);
	const credential = await editor.saveCredential('Simulator', credentialType, {
		accountCode,
		baseUrl: simulatorUrl,
		monitorUrl: simulatorUrl,
	});
	return { editor, credential, listeners: await saveListenerCredentials(editor) };
}

/** Saves the credentials with which ready-made workflows authenticate their callers. */
export async function saveListenerCredentials(editor: EditorApi): Promise<ListenerCredentials> {
	const data = {
		voicenterDialerWebhookApi: { secret: listenerSecret, sentIn: 'query', name: 'secret' },
		httpHeaderAuth: { name: listenerHeader, value: listenerSecret },
		httpBasicAuth: { user: listenerUser, password: listenerSecret },
	};
	const saved: Record<string, SavedCredential> = {};
	for (const [type, values] of Object.entries(data)) {
		saved[type] = await editor.saveCredential(`Listener (${type})`, type, values);
	}
	return saved;
}

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { waitUntil } from '../machine/processes';
import type { Execution } from '../n8n/Execution';
import {
	listenerHeader,
	listenerSecret,
	listenerUrl,
	listenerUser,
	readWorkflow,
	triggerUrl,
	waitForTrigger,
	type SavedWorkflow,
	type Workflow,
	triggerType,
	type WorkflowNode,
} from '../n8n/workflows';
import type { World } from './openWorld';

/** A ready-made workflow, filled in with this campaign of the simulator. */
export const readFilledIn = (
	{ simulator, credential, listeners, userFolder }: World,
	file: string,
	campaign = 0,
): Workflow =>
	readWorkflow(file, {
		credential,
		listeners,
		campaign: simulator.campaigns[campaign],
		csvFile: join(userFolder, 'formulas.csv'),
	});

/** Saves the workflow. It is active while `use` runs. */
export async function whileActive(
	{ editor }: World,
	workflow: Workflow,
	use: (saved: SavedWorkflow) => Promise<void>,
): Promise<void> {
	const saved = await editor.saveWorkflow(workflow);
	await editor.activateWorkflow(saved);
	try {
		await use(saved);
	} finally {
		await editor.deactivateWorkflow(saved);
	}
}

/** The same for a workflow with the call trigger. `use` gets the URL for Voicenter. */
export const withCallTrigger = async (
	world: World,
	workflow: Workflow,
	use: (saved: SavedWorkflow, url: string) => Promise<void>,
): Promise<void> =>
	await whileActive(world, workflow, async (saved) => {
		const url = triggerUrl(world.n8n.url, saved);
		await waitForTrigger(url);
		await use(saved, url);
	});

/** Delivers a notification as Voicenter does. */
export async function notify(url: string, notification: Record<string, unknown>): Promise<void> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(notification),
	});
	assert.deepEqual(await response.json(), { Err: 0, Errdesc: 'OK' });
}

/** The call trigger as after a restart of n8n: it does not know the events of before. */
export const forgetsEvents = ({
	type,
	parameters,
}: WorkflowNode): Partial<WorkflowNode> | undefined =>
	type === triggerType
		? {
				parameters: {
					...parameters,
					options: { ...(parameters?.options as object), ignoreRepeated: false },
				},
			}
		: undefined;

/** The same in every notification, so that two about one call say the same. */
const someTime = Math.floor(Date.now() / 1000);

/** A notification of a call that was not answered. */
export const missedCall = (id: string, variables: Record<string, unknown> = {}) => ({
	caller: '0722776772',
	target: '0505550177',
	time: someTime,
	duration: 25,
	ivruniqueid: id,
	type: 'ProductiveCall Leg2',
	status: 'NOANSWER',
	isAnswer: 0,
	CustomData: { var_lead_id: 'L-77', ...variables },
});

const startMs = 30_000;

/** n8n says that a workflow is active some moments before its webhook is there. */
export async function tell({ n8n }: World, workflow: SavedWorkflow, body: object): Promise<void> {
	const url = listenerUrl(n8n.url, workflow, 'n8n-nodes-base.webhook');
	const stranger = await fetch(url, { method: 'POST' });
	assert.ok([403, 404].includes(stranger.status), `nobody gets in without the header`);
	await waitUntil(
		`The webhook of “${workflow.name}” is there`,
		async () => {
			const { ok } = await fetch(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json', [listenerHeader]: listenerSecret },
				body: JSON.stringify(body),
			});
			return ok ? true : undefined;
		},
		startMs,
	);
}

const password = Buffer.from(`${listenerUser}:${listenerSecret}`).toString('base64');
const headers = { authorization: `Basic ${password}` };

/** Submits the workflow's form, which nobody can open without the password. */
export async function submitForm(
	{ n8n }: World,
	workflow: SavedWorkflow,
	values: readonly string[],
): Promise<void> {
	const url = listenerUrl(n8n.url, workflow, 'n8n-nodes-base.formTrigger').replace(
		'/webhook/',
		'/form/',
	);
	const isThere = async () => ((await fetch(url, { headers })).ok ? true : undefined);
	await waitUntil('Waiting for the form', isThere, startMs);
	assert.equal((await fetch(url)).status, 401, 'the form requires the password');
	const form = new FormData();
	for (const [index, value] of values.entries()) form.set(`field-${index}`, value);
	const response = await fetch(url, { method: 'POST', headers, body: form });
	assert.equal(response.status, 200);
}

const timeoutMs = 120_000;

/** Waits until the workflow has at least this number of executions and all have finished. */
export async function finished(
	{ editor }: World,
	{ id }: SavedWorkflow,
	count: number,
): Promise<void> {
	await waitUntil(
		`Waiting for ${count} finished executions`,
		async () => {
			const { all, unfinished } = await editor.countExecutions(id);
			return all >= count && unfinished === 0 ? true : undefined;
		},
		timeoutMs,
	);
}

/** The newest execution, when this number of them has finished. It must have succeeded. */
export async function latest(
	world: World,
	workflow: SavedWorkflow,
	count: number,
): Promise<Execution> {
	await finished(world, workflow, count);
	const [{ id }] = await world.editor.executionsOf(workflow.id);
	const execution = await world.editor.waitForExecution(id);
	assert.equal(execution.status, 'success', execution.error?.message);
	return execution;
}

/** Executes the workflow by hand, from this trigger. It must succeed. */
export async function byHand(
	{ editor }: World,
	workflow: SavedWorkflow,
	triggerName: string,
): Promise<Execution> {
	const execution = await editor.runWorkflow(workflow, triggerName);
	assert.equal(execution.status, 'success', execution.error?.message);
	return execution;
}

/** Returns the row that a Google Sheets node would write, without a Google account. */
export function showsRow(node: WorkflowNode): Partial<WorkflowNode> | undefined {
	const columns = node.parameters?.columns as { value: Record<string, string> } | undefined;
	if (node.type !== 'n8n-nodes-base.googleSheets' || columns === undefined) return undefined;
	const assignments = Object.entries(columns.value).map(([name, value]) => ({
		id: name,
		name,
		type: 'string',
		value,
	}));
	return {
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { assignments: { assignments }, options: { ignoreConversionErrors: true } },
	};
}

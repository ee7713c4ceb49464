import { randomUUID } from 'node:crypto';
import { waitUntil } from '../../../e2e/machine/processes';
import type { WorkflowNode } from '../../../e2e/n8n/workflows';
import { callNotification, postInParallel } from '../../load';
import type { TestbedN8n } from '../../testbed';
import { linearWorkflow, noOp, triggerNode, webhookNode } from '../../workflow';
import { addValue, runRounds, type Contender, type Measure } from '../measurement';

const inFlight = 20;
const timeoutMs = 120_000;
const own = 'n8n’s own Webhook node';
const baseline = 'n8n’s own Webhook node, version 1';

async function contenderFor(
	{ editor, n8n }: TestbedN8n,
	name: string,
	node: WorkflowNode,
	path: string,
	count: number,
): Promise<Contender> {
	const workflow = await editor.saveWorkflow(linearWorkflow(name, [node, noOp]));
	await editor.activateWorkflow(workflow);
	const url = `${n8n.url}/webhook/${path}`;
	await waitUntil(
		`${name} listens`,
		async () => ((await sendEvents(url, 1, 1)) === 1 ? true : undefined),
		timeoutMs,
	);
	const finished = async () => {
		const { all, unfinished } = await editor.countExecutions(workflow.id);
		return all - unfinished;
	};
	const series = {
		name,
		isOurs: name !== baseline && name !== own,
		seconds: [] as number[],
		columns: {},
	};
	return {
		series,
		run: async () => {
			const before = await finished();
			const startedAt = performance.now();
			const accepted = await sendEvents(url, count, inFlight);
			if (accepted < count) throw new Error(`n8n accepted ${accepted} of ${count} events`);
			await waitUntil(
				'All executions are finished',
				async () => ((await finished()) >= before + count ? true : undefined),
				timeoutMs,
			);
			const seconds = (performance.now() - startedAt) / 1000;
			series.seconds.push(seconds);
			addValue(series.columns, 'Events per second', count / seconds);
		},
	};
}

/** Notifications of calls that have ended, from the first request to the last finished execution. */
export const webhookEvents: Measure = async (_testbed, n8n, { events, rounds }) => {
	const [first, second, ours] = [randomUUID(), randomUUID(), randomUUID()];
	const contenders = [
		await contenderFor(n8n, baseline, webhookNode(first, { typeVersion: 1 }), first, events),
		await contenderFor(n8n, own, webhookNode(second), second, events),
		await contenderFor(
			n8n,
			'Voicenter Dialer Trigger',
			triggerNode(ours),
			`${ours}/voicenter`,
			events,
		),
	];
	const series = await runRounds(contenders, rounds);
	return {
		title: `${events.toLocaleString('en')} call events, ${inFlight} at a time`,
		text: 'One execution per event, saved by n8n, measured from the first request to the last finished execution. The Webhook node returns the raw request. The trigger parses it, ignores repeated deliveries and returns the event. n8n 2.41 prepares an isolate for expressions for each request to a trigger, except for the current version of its own Webhook node. Version 1 of that node runs like every other trigger.',
		baseline,
		series,
	};
};

/** Returns how many events n8n accepted (HTTP 200). */
async function sendEvents(url: string, count: number, maxInFlight: number): Promise<number> {
	let next = 0;
	let accepted = 0;
	await postInParallel(url, maxInFlight, {
		hasNext: () => next++ < count,
		body: () => callNotification(randomUUID()),
		onAnswer: ({ status }) => {
			if (status === 200) accepted++;
		},
	});
	return accepted;
}

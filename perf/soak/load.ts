import { randomUUID } from 'node:crypto';
import { waitUntil } from '../../e2e/machine/processes';
import type { Workflow } from '../../e2e/n8n/workflows';
import { pathOf } from '../../nodes/VoicenterDialer/api/methods';
import { makeLeads } from '../leads';
import { callNotification, postInParallel } from '../load';
import type { Testbed, TestbedN8n } from '../testbed';
import {
	fieldsBody,
	httpRequestNode,
	linearWorkflow,
	noOp,
	triggerNode,
	webhookNode,
} from '../workflow';
import { openWorkflow, type SoakWorkflow } from './setup';
import { singleWorkflow } from './workflows';

/** How many executions a second one of the compared workflows finished. */
export interface LoadResult {
	readonly name: string;
	readonly what: 'leads' | 'events';
	readonly isOurs: boolean;
	readonly perSecond: number;
}

const rounds = 3;
const warmUpSeconds = 0.5;

function leadMaker(): () => string {
	let number = 0;
	return () => {
		const [{ phone, lead_id, customerName }] = makeLeads(1, number++);
		return JSON.stringify({ phone, lead_id, customerName });
	};
}

/** The throughput of this n8n, each workflow for the same time in turn: A B C, A B C, A B C. */
export async function measureLoad(
	testbed: Testbed,
	n8n: TestbedN8n,
	seconds: number,
): Promise<LoadResult[]> {
	await testbed.simulator.reset();
	const makers = { leads: leadMaker(), events: () => callNotification(randomUUID()) };
	const contenders = [];
	for (const way of loadWorkflows(testbed, n8n)) {
		const opened = await openWorkflow(n8n, way.make, way.suffix);
		const measure = async (time: number) => await measureRate(n8n, opened, makers[way.what], time);
		contenders.push({ way, opened, measure, rates: [] as Rate[] });
		await measure(warmUpSeconds);
	}
	for (let round = 0; round < rounds; round++) {
		for (const { measure, rates } of contenders) rates.push(await measure(seconds / rounds));
	}
	for (const { opened } of contenders) await n8n.editor.deactivateWorkflow(opened.workflow);
	return contenders.map(({ way: { name, what, isOurs }, rates }) => {
		const sum = (of: keyof Rate) => rates.reduce((total, rate) => total + rate[of], 0);
		return { name, what, isOurs, perSecond: sum('count') / sum('seconds') };
	});
}

const inFlight = 10;
const ok = 200;
const timeoutMs = 120_000;

/** Executions, and the time they took. */
interface Rate {
	readonly count: number;
	readonly seconds: number;
}

/** Counts from the first request to the last finished execution. */
async function measureRate(
	{ editor }: TestbedN8n,
	{ workflow, url }: SoakWorkflow,
	body: () => string,
	seconds: number,
): Promise<Rate> {
	const startedAt = performance.now();
	const elapsed = () => (performance.now() - startedAt) / 1000;
	let count = 0;
	await postInParallel(url, inFlight, {
		hasNext: () => elapsed() < seconds,
		body,
		onAnswer: ({ status, text }) => {
			if (status !== ok) throw new Error(`n8n answered ${status}: ${text}`);
			count++;
		},
	});
	await waitUntil(
		'All executions are finished',
		async () => {
			const { unfinished } = await editor.countExecutions(workflow.id);
			return unfinished === 0 ? true : undefined;
		},
		timeoutMs,
	);
	return { count, seconds: elapsed() };
}

/** A workflow that takes one lead or one event in each execution. */
export interface LoadWorkflow extends Omit<LoadResult, 'perSecond'> {
	readonly make: (path: string) => Workflow;
	/** Follows the path in the trigger's URL. */
	readonly suffix?: string;
}

/** The same fields in n8n's own HTTP Request node. */
const equivalentRequest = ({ url, accountCode, campaign }: Testbed['simulator']) =>
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
const loadWorkflows = ({ simulator }: Testbed, { credential }: TestbedN8n): LoadWorkflow[] => [
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
		make: (path) =>
			linearWorkflow('Manual workflow', [
				webhookNode(path, answering),
				equivalentRequest(simulator),
				noOp,
			]),
	},
	{
		name: 'Webhook only, nothing is sent',
		what: 'leads',
		isOurs: false,
		make: (path) => linearWorkflow('Nothing', [webhookNode(path, answering), noOp]),
	},
	{
		name: 'Voicenter Dialer Trigger',
		what: 'events',
		isOurs: true,
		make: (path) => linearWorkflow('Events', [triggerNode(path), noOp]),
		suffix: '/voicenter',
	},
	{
		name: 'Webhook, version 1',
		what: 'events',
		isOurs: false,
		make: (path) =>
			linearWorkflow('Manual events, 1', [webhookNode(path, { typeVersion: 1 }), noOp]),
	},
	{
		name: 'Webhook',
		what: 'events',
		isOurs: false,
		make: (path) => linearWorkflow('Manual events', [webhookNode(path), noOp]),
	},
];

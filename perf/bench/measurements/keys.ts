import type { WorkflowNode } from '../../../e2e/n8n/workflows';
import { makeLeads, writeCsv } from '../../leads';
import { csvNodes, dialer, dialerNode, linearWorkflow, start } from '../../workflow';
import { timeGoal, waitGoal } from '../goals';
import {
	waitColumn,
	n8nContender,
	runRounds,
	type Measure,
	type N8nContender,
} from '../measurement';

const baseline = 'Add Many without keys';
const first = 'with keys, first run';
const second = 'with keys, second run';

/** n8n’s own node: it remembers the same keys in the same place, and sends nothing. */
const removeDuplicates: WorkflowNode = {
	name: 'Remove Duplicates',
	type: 'n8n-nodes-base.removeDuplicates',
	typeVersion: 2,
	parameters: {
		operation: 'removeItemsSeenInPreviousExecutions',
		logic: 'removeItemsWithAlreadySeenKeyValues',
		dedupeValue: '={{ $json.lead_id }}',
		options: { scope: 'node', historySize: 1_000_000 },
	},
};

/** The cost of remembering each lead across executions. */
export const idempotencyKeys: Measure = async (testbed, n8n, { leads, rounds }) => {
	const { simulator, inputs } = testbed;
	const input = [start, ...csvNodes(writeCsv(inputs, 'keys.csv', makeLeads(leads)))];
	const flow = (name: string, options?: Record<string, unknown>) =>
		linearWorkflow(name, [
			...input,
			dialerNode(n8n.credential, 'addMany', simulator.campaign, options),
		]);
	// n8n stores keys by workflow: each round begins with a new one.
	const keyed = (round: number) =>
		flow(`Add Many with keys, round ${round}`, { idempotencyKey: '={{ $json.lead_id }}' });
	const note: N8nContender['note'] = ({ statuses, delays }) => ({
		Added: statuses.added ?? 0,
		Skipped: statuses.skipped ?? 0,
		[waitColumn]: delays.maxMs,
	});
	const contender = (name: string, workflow: N8nContender['workflow']) =>
		n8nContender(testbed, n8n, { name, isOurs: true, workflow, nodes: [dialer], note });
	const alone = n8nContender(testbed, n8n, {
		name: `${removeDuplicates.name}, first run, sends nothing`,
		workflow: (round) =>
			linearWorkflow(`${removeDuplicates.name}, round ${round}`, [...input, removeDuplicates]),
		nodes: [removeDuplicates.name],
		note: ({ delays }) => ({ [waitColumn]: delays.maxMs }),
	});
	const contenders = [
		contender(baseline, () => flow(baseline)),
		contender(first, keyed),
		contender(second, keyed),
	];
	// It takes long, so it gets one round.
	const series = [...(await runRounds(contenders, rounds)), ...(await runRounds([alone], 1))];
	return {
		title: `${leads.toLocaleString('en')} idempotency keys`,
		text: 'The keys are stored in n8n’s database. The second run gets the same leads and sends none of them. n8n’s own Remove Duplicates node remembers the same keys in the same place, with one round after the cold one.',
		baseline,
		series,
		goals: [
			timeGoal(series, first, baseline, 1.5),
			timeGoal(series, second, baseline, 2),
			waitGoal(series, first, 50),
			waitGoal(series, second, 50),
		],
	};
};

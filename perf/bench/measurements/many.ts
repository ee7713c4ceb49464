import type { WorkflowNode } from '../../../e2e/n8n/workflows';
import { pathOf } from '../../../nodes/VoicenterDialer/api/methods';
import type { SimulatorStats } from '../../../simulator';
import type { SimulatorProcess } from '../../SimulatorProcess';
import { makeLeads, writeCsv } from '../../leads';
import type { Testbed } from '../../testbed';
import {
	csvNodes,
	dialer,
	dialerNode,
	httpRequest,
	httpRequestNode,
	jsonBody,
	linearWorkflow,
	start,
} from '../../workflow';
import { timeGoal, waitGoal } from '../goals';
import {
	addValue,
	doNothing,
	idleContender,
	n8nContender,
	runRounds,
	waitColumn,
	type Contender,
	type Measure,
} from '../measurement';
import type { TimedExecution } from '../timeNodes';
import { BareFetch } from './bareFetch';

const bareName = 'fetch only, outside n8n';
const addMany = 'Add Many';
const withRules = 'Add Many with calling rules';

const note = ({ delays }: TimedExecution, { leadsAccepted }: SimulatorStats) => ({
	'Leads accepted': leadsAccepted,
	[waitColumn]: delays.maxMs,
	'p99, ms': delays.p99Ms,
});

function bareContender(testbed: Testbed, bare: BareFetch, file: string): Contender {
	const series = { name: bareName, seconds: [] as number[], columns: {} };
	return {
		series,
		run: async () => {
			await testbed.simulator.reset();
			series.seconds.push(await bare.send(file));
			addValue(series.columns, 'Leads accepted', (await testbed.simulator.stats()).leadsAccepted);
		},
	};
}

/** 100,000 leads: Add Many, a workflow built by hand, and the minimum cost without n8n. */
export const manyLeads: Measure = async (testbed, n8n, { leads, rounds }) => {
	const { simulator, inputs } = testbed;
	const file = writeCsv(inputs, 'many.csv', makeLeads(leads));
	const input = [start, ...csvNodes(file)];
	const bare = new BareFetch(testbed);
	const contenders = [
		bareContender(testbed, bare, file),
		n8nContender(testbed, n8n, {
			name: addMany,
			isOurs: true,
			workflow: () =>
				linearWorkflow(addMany, [
					...input,
					dialerNode(n8n.credential, 'addMany', simulator.campaign),
				]),
			nodes: [dialer],
			note,
		}),
		n8nContender(testbed, n8n, {
			name: withRules,
			isOurs: true,
			workflow: () =>
				linearWorkflow(withRules, [
					...input,
					withCallingRules(dialerNode(n8n.credential, 'addMany', simulator.campaign)),
				]),
			nodes: [dialer],
			note,
		}),
		n8nContender(testbed, n8n, {
			name: 'Code + HTTP Request',
			workflow: () =>
				linearWorkflow('Code and HTTP Request', [...input, ...batchRequestNodes(simulator)]),
			nodes: batchRequestNames,
			note,
		}),
		idleContender(testbed, n8n, input),
	];
	const series = await runRounds(contenders, rounds);
	bare.stop();
	return {
		title: `${leads.toLocaleString('en')} leads in requests of 3,000`,
		text: 'Six mapped fields and two custom variables per lead. Add Many returns one item with its verdict per lead; its calling rules are hours, dates, holidays, a hundred suppressed numbers and an attempt limit. The manually built workflow returns the raw responses. The editor’s wait is the response time of n8n’s health check, called every 25 ms while these nodes run.',
		baseline: bareName,
		series,
		goals: [
			timeGoal(series, addMany, bareName, 1.2, limitOfN8n),
			timeGoal(series, withRules, addMany, 1.1),
			waitGoal(series, addMany, 50, doNothing),
			waitGoal(series, withRules, 50, doNothing),
		],
	};
};

/** Fetching and what n8n takes for a node, beside fetching alone. */
const limitOfN8n = (seconds: (name: string) => number): number =>
	1 + seconds(doNothing) / seconds(bareName);

/** None of them keeps back or moves one of these leads, so that the requests are the same. */
const withCallingRules = (node: WorkflowNode): WorkflowNode => ({
	...node,
	parameters: {
		...node.parameters,
		callingRules: {
			callingHours: 'sunThu9to20Fri9to13',
			closedDates: '2026-12-24..2026-12-26',
			closedOnShabbatAndHolidays: true,
			suppressedNumbers: makeLeads(100, 10_000_000)
				.map(({ phone }) => phone)
				.join(', '),
			maxAttempts: 10,
			attemptsSoFar: '={{ $json.priority }}',
		},
	},
});

const batches = 'Make batches';
export const batchRequestNames = [batches, httpRequest];

/** What people build today to send many leads in few requests. */
export const batchRequestNodes = (simulator: SimulatorProcess): WorkflowNode[] => [
	codeBatches(simulator),
	httpRequestNode(
		simulator.url + pathOf('AddCallsBulk'),
		jsonBody('={{ JSON.stringify($json.calls) }}'),
	),
];

const codeBatches = ({ accountCode, campaign }: SimulatorProcess): WorkflowNode => ({
	name: batches,
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: {
		mode: 'runOnceForAllItems',
		jsCode: `
const leads = $input.all();
const requests = [];
for (let first = 0; first < leads.length; first += 3000) {
	const calls = leads.slice(first, first + 3000).map(({ json }) => ({
		Code: '${accountCode}',
		Campaign: '${campaign}',
		Target: json.phone,
		CallerID: json.callerId,
		CallerName: json.callerName,
		OriginateTime: Date.parse(json.callAfter) / 1000,
		CustomerName: json.customerName,
		Priority: Number(json.priority),
		CustomData: { var_lead_id: json.lead_id, var_product: json.product },
	}));
	requests.push({ json: { calls } });
}
return requests;
`,
	},
});

import { pathOf } from '../../../nodes/VoicenterDialer/api/methods';
import { makeLeads, writeCsv } from '../../leads';
import {
	csvNodes,
	dialerNode,
	fieldsBody,
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
	type Measure,
	type N8nContender,
} from '../measurement';
import { timeNodes } from '../timeNodes';

const maxAtOnce = 50;
/** Concurrency shows only with slow answers. */
const slowAnswerMs = 200;
const watchedLeads = 500;
const column = `Max requests in flight (${watchedLeads} leads)`;
const baseline = 'HTTP Request, field by field';
const oneExpression = 'HTTP Request, one JSON expression';

/** One request for each lead: Add beside the HTTP Request node. */
export const singleLeads: Measure = async (testbed, n8n, { singleLeads: count, rounds }) => {
	const { simulator, inputs } = testbed;
	const input = [start, ...csvNodes(writeCsv(inputs, 'single.csv', makeLeads(count)))];
	const url = simulator.url + pathOf('AddCall');
	const { accountCode, campaign } = simulator;
	const note: N8nContender['note'] = ({ seconds, isSuccess, delays }, { leadsAccepted }) => ({
		...(isSuccess && { 'ms per lead': (seconds * 1000) / count }),
		'Leads lost': count - leadsAccepted,
		[waitColumn]: delays.maxMs,
	});
	const fields = fieldsBody({
		Code: accountCode,
		Campaign: campaign,
		Target: '={{ $json.phone }}',
		Callerid: '={{ $json.callerId }}',
		OriginateTime: '={{ Date.parse($json.callAfter) / 1000 }}',
		CustomerName: '={{ $json.customerName }}',
		Priority: '={{ Number($json.priority) }}',
		CustomData: '={{ { var_lead_id: $json.lead_id, var_product: $json.product } }}',
	});
	const json = jsonBody(
		`={{ JSON.stringify({ Code: '${accountCode}', Campaign: '${campaign}', Target: $json.phone, Callerid: $json.callerId, OriginateTime: Date.parse($json.callAfter) / 1000, CustomerName: $json.customerName, Priority: Number($json.priority), CustomData: { var_lead_id: $json.lead_id, var_product: $json.product } }) }}`,
	);
	const ways = [
		{ name: 'Add', isOurs: true, node: dialerNode(n8n.credential, 'add', campaign) },
		{ name: baseline, node: httpRequestNode(url, fields, { batch: maxAtOnce }) },
		{
			name: oneExpression,
			node: httpRequestNode(url, json, { batch: maxAtOnce }),
		},
		{ name: 'HTTP Request, batching off', node: httpRequestNode(url, json) },
	];
	const contenders = ways.map(({ name, isOurs, node }) =>
		n8nContender(testbed, n8n, {
			name,
			isOurs,
			workflow: () => linearWorkflow(name, [...input, node]),
			nodes: [node.name],
			note,
		}),
	);
	const idle = idleContender(testbed, n8n, input);
	const series = await runRounds([...contenders, idle], rounds);

	const fewer = [start, ...csvNodes(writeCsv(inputs, 'fewer.csv', makeLeads(watchedLeads)))];
	for (const [index, { name, node }] of ways.entries()) {
		await simulator.reset(slowAnswerMs);
		await timeNodes(n8n, linearWorkflow(name, [...fewer, node]), [node.name]);
		addValue(series[index].columns, column, (await simulator.stats()).maxInFlight);
	}
	return {
		title: `${count.toLocaleString('en')} leads, one request each`,
		text: `The same fields in the same requests. Unless noted otherwise, the HTTP Request node uses batching (${maxAtOnce} at once). The number of requests in flight comes from a separate run, with a service that takes ${slowAnswerMs} ms per response.`,
		baseline,
		series,
		goals: [timeGoal(series, 'Add', oneExpression, 1), waitGoal(series, 'Add', 50, doNothing)],
	};
};

import type { WorkflowNode } from '../../../e2e/n8n/workflows';
import { pathOf } from '../../../nodes/VoicenterDialer/api/methods';
import { makeLeads, writeCsv } from '../../leads';
import {
	dialer,
	dialerNode,
	fieldsBody,
	httpRequest,
	httpRequestNode,
	linearWorkflow,
	noOp,
	start,
} from '../../workflow';
import { waitGoal } from '../goals';
import {
	doNothing,
	waitColumn,
	n8nContender,
	runRounds,
	type Measure,
	type N8nContender,
} from '../measurement';
import { BareFetch } from './bareFetch';

const split = 'Split Out';
const splitOut: WorkflowNode = {
	name: split,
	type: 'n8n-nodes-base.splitOut',
	typeVersion: 1,
	parameters: { fieldToSplitOut: 'Data.Calls', options: {} },
};
const baseline = 'HTTP Request + Split Out';
const getMany = 'Get Many, return all';

/** Reading a long queue back. */
export const pendingCalls: Measure = async (testbed, n8n, { pendingCalls: count, rounds }) => {
	const { simulator, inputs } = testbed;
	await simulator.reset();
	const filler = new BareFetch(testbed);
	await filler.send(writeCsv(inputs, 'pending.csv', makeLeads(count)));
	filler.stop();
	const note: N8nContender['note'] = ({ items, delays }) => ({
		'Items out': items,
		[waitColumn]: delays.maxMs,
	});
	const request = httpRequestNode(
		simulator.url + pathOf('GetCampaignPendingCalls'),
		fieldsBody({ Code: simulator.accountCode, Campaign: simulator.campaign }),
	);
	const contenders = [
		n8nContender(testbed, n8n, {
			name: getMany,
			isOurs: true,
			workflow: () =>
				linearWorkflow('Get Many', [
					start,
					dialerNode(n8n.credential, 'getAll', simulator.campaign),
				]),
			nodes: [dialer],
			keepsState: true,
			note,
		}),
		n8nContender(testbed, n8n, {
			name: baseline,
			workflow: () => linearWorkflow('HTTP Request and Split Out', [start, request, splitOut]),
			nodes: [httpRequest, split],
			keepsState: true,
			note,
		}),
		n8nContender(testbed, n8n, {
			name: doNothing,
			workflow: () =>
				linearWorkflow('Get Many, and a node that does nothing', [
					start,
					dialerNode(n8n.credential, 'getAll', simulator.campaign),
					noOp,
				]),
			nodes: [noOp.name],
			keepsState: true,
			note,
		}),
	];
	const series = await runRounds(contenders, rounds);
	return {
		title: `${count.toLocaleString('en')} waiting calls read back`,
		text: 'Get Many returns one item per call. The HTTP Request node returns the response in one item, which Split Out turns into the same items.',
		baseline,
		series,
		goals: [waitGoal(series, getMany, 100, doNothing)],
	};
};

import type { WorkflowNode } from '../../../e2e/n8n/workflows';
import { pathOf } from '../../../nodes/VoicenterDialer/api/methods';
import type { Fault } from '../../../simulator';
import { makeLeads, writeCsv } from '../../leads';
import {
	csvNodes,
	dialerNode,
	httpRequest,
	httpRequestNode,
	jsonBody,
	linearWorkflow,
	start,
} from '../../workflow';
import { waitGoal } from '../goals';
import { addValue, waitColumn, type Measure, type Series } from '../measurement';
import { timeNodes } from '../timeNodes';

interface FaultCase {
	readonly name: string;
	/** Of every AddCallsBulk request. */
	readonly fault?: Fault;
	readonly options?: Readonly<Record<string, unknown>>;
	/** The answer is large, so that n8n alone is measured with one such answer. */
	readonly isLarge?: boolean;
}

const bytesOfPage = 20_000_000;
const rowsTooMany = 100_000;

/** The service has the leads, so that those without a verdict are looked up in its queue. */
const answer = (contentType: string, body: string): Fault => ({
	kind: 'httpStatus',
	status: 200,
	processed: true,
	headers: { 'content-type': contentType },
	body,
});

const paragraph = '<p>Sorry</p>';
const largePage = (): string => `<html>${paragraph.repeat(bytesOfPage / paragraph.length)}</html>`;

const errorsOf = (leads: readonly { readonly phone: string }[]): string =>
	JSON.stringify({
		ErrorCode: 0,
		Description: 'OK',
		AddResult: leads.map(({ phone }) => ({ Target: phone, ErrorCode: 4, Description: 'Wrong' })),
	});

const noFault = 'no fault';

const faultCases = (): readonly FaultCase[] => [
	{ name: noFault },
	{ name: 'HTTP 500, processed', fault: { kind: 'httpStatus', status: 500, processed: true } },
	{
		name: 'answer after the timeout, 10 at once',
		fault: { kind: 'late', ms: 2000 },
		options: { timeout: 1000, maxConcurrency: 10 },
	},
	{ name: 'connection reset', fault: { kind: 'resetBefore' } },
	{ name: 'ErrorCode 4', fault: { kind: 'errorCode', errorCode: 4 } },
	{ name: 'AddResult: reverse', fault: { kind: 'addResult', change: 'reverse' } },
	{
		name: `AddResult of ${rowsTooMany.toLocaleString('en')} errors`,
		fault: answer('application/json', errorsOf(makeLeads(rowsTooMany))),
		isLarge: true,
	},
	{ name: 'web page of 20 MB', fault: answer('text/html', largePage()), isLarge: true },
];

const aloneColumn = `${httpRequest} with one such answer, ms`;

/** How long the editor waits while the service fails in every request. */
export const faults: Measure = async (testbed, n8n, { leads, rounds }) => {
	const { simulator, inputs } = testbed;
	const input = [start, ...csvNodes(writeCsv(inputs, 'faults.csv', makeLeads(leads)))];
	const run = async (nodes: readonly WorkflowNode[], fault?: Fault) => {
		await simulator.reset();
		await simulator.setFaults(fault === undefined ? [] : [{ method: 'AddCallsBulk', fault }]);
		const { name } = nodes[nodes.length - 1];
		const result = await timeNodes(n8n, linearWorkflow('Faults', nodes), [name]);
		await simulator.setFaults([]);
		return result;
	};
	const request = httpRequestNode(simulator.url + pathOf('AddCallsBulk'), jsonBody('[]'));
	const series: Series[] = [];
	for (const { name, fault, options, isLarge } of faultCases()) {
		const columns: Record<string, number[] | string> = {};
		const node = dialerNode(n8n.credential, 'addMany', simulator.campaign, options);
		const addMany = { ...node, onError: 'continueRegularOutput' };
		// The first round is cold and does not count.
		for (let round = name === noFault ? 0 : 1; round <= rounds; round++) {
			const { seconds, delays, statuses } = await run([...input, addMany], fault);
			console.log(`    round ${round}  ${name}  ${Math.round(delays.maxMs)} ms`);
			if (round === 0) continue;
			columns.Verdicts = Object.keys(statuses).join(', ');
			addValue(columns, 'Seconds', seconds);
			addValue(columns, waitColumn, delays.maxMs);
			if (isLarge)
				addValue(columns, aloneColumn, (await run([start, request], fault)).delays.maxMs);
		}
		series.push({ name, isOurs: true, seconds: [], columns });
	}
	return {
		title: `${leads.toLocaleString('en')} leads while the service fails`,
		text: 'Add Many continues on errors, and every request of it meets the fault. Leads without a clear answer are looked up in the campaign’s queue. The editor’s wait is measured while the node runs; n8n’s saving of the execution comes after it.',
		series,
		goals: series.map(({ name }) => waitGoal(series, name, 50)),
		isChartless: true,
	};
};

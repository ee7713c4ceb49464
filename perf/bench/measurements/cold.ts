import { makeLeads, writeCsv } from '../../leads';
import { startTestbedN8n, type Testbed } from '../../testbed';
import { csvNodes, dialer, dialerNode, linearWorkflow, start } from '../../workflow';
import { timeGoal, waitGoal } from '../goals';
import {
	addValue,
	waitColumn,
	type BenchScale,
	type Measurement,
	type Series,
} from '../measurement';
import { timeNodes } from '../timeNodes';
import { BareFetch } from './bareFetch';

const warmFetch = 'fetch only, outside n8n';
const newFetch = 'fetch only, in a new process';
const addMany = 'Add Many in an n8n that has just started';

/** What a nightly workflow meets: each round has a new n8n, which has run nothing else. */
export async function coldStart(
	testbed: Testbed,
	{ leads, rounds }: BenchScale,
): Promise<Measurement> {
	const { simulator, inputs } = testbed;
	const file = writeCsv(inputs, 'cold.csv', makeLeads(leads));
	const seriesOf = (name: string, isOurs = false): Series => ({
		name,
		isOurs,
		seconds: [],
		columns: {},
	});
	const [warm, fresh, ours] = [seriesOf(warmFetch), seriesOf(newFetch), seriesOf(addMany, true)];
	const bare = new BareFetch(testbed);
	await bare.send(file);
	for (let round = 1; round <= rounds; round++) {
		await simulator.reset();
		warm.seconds.push(await bare.send(file));
		await simulator.reset();
		const another = new BareFetch(testbed);
		fresh.seconds.push(await another.send(file));
		another.stop();
		await simulator.reset();
		const n8n = await startTestbedN8n(testbed);
		const workflow = linearWorkflow(addMany, [
			start,
			...csvNodes(file),
			dialerNode(n8n.credential, 'addMany', simulator.campaign),
		]);
		const { seconds, delays } = await timeNodes(n8n, workflow, [dialer]);
		await n8n.n8n.stop();
		ours.seconds.push(seconds);
		addValue(ours.columns, 'Leads accepted', (await simulator.stats()).leadsAccepted);
		addValue(ours.columns, waitColumn, delays.maxMs);
		console.log(`    round ${round}  ${seconds.toFixed(2)} s`);
	}
	bare.stop();
	const series = [warm, fresh, ours];
	return {
		title: `${leads.toLocaleString('en')} leads in a freshly started n8n`,
		text: 'As a nightly workflow meets it: Add Many is the first thing that each of these n8n runs.',
		baseline: warmFetch,
		series,
		goals: [timeGoal(series, addMany, warmFetch, 1.6), waitGoal(series, addMany, 50)],
	};
}

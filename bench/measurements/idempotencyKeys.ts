import { csvNodes } from '../flows/csvNodes';
import { dialer, dialerNode } from '../flows/dialerNode';
import { flowOf, start } from '../flows/flowOf';
import { makeLeads } from '../leads/makeLeads';
import { writeCsv } from '../leads/writeCsv';
import type { Bench, BenchN8n } from '../machine/Bench';
import type { Measurement } from '../report/Measurement';
import { runRounds } from '../report/runRounds';
import { n8nContender, type N8nContender } from './n8nContender';
import type { Scale } from './Scale';

const baseline = 'Add Many without keys';

/** What it costs to remember each lead over all executions. */
export async function idempotencyKeys(
	bench: Bench,
	n8n: BenchN8n,
	{ leads, rounds }: Scale,
	log: (text: string) => void,
): Promise<Measurement> {
	const { simulator, inputs } = bench;
	const input = [start, ...csvNodes(writeCsv(inputs, 'keys.csv', makeLeads(leads)))];
	const flow = (name: string, options?: Record<string, unknown>) =>
		flowOf(name, [...input, dialerNode(n8n.credential, 'addMany', simulator.campaign, options)]);
	// n8n remembers keys by workflow: each round begins with one that has none.
	const keyed = (round: number) =>
		flow(`Add Many with keys, round ${round}`, { idempotencyKey: '={{ $json.lead_id }}' });
	const note: N8nContender['note'] = ({ statuses, delays }) => ({
		Added: statuses.added ?? 0,
		Skipped: statuses.skipped ?? 0,
		'Editor waits at most, ms': delays.maxMs,
	});
	const contender = (name: string, workflow: N8nContender['workflow']) =>
		n8nContender(bench, n8n, { name, isOurs: true, workflow, nodes: [dialer], note });
	const contenders = [
		contender(baseline, () => flow(baseline)),
		contender('with keys, first run', keyed),
		contender('with keys, second run', keyed),
	];
	await runRounds(contenders, rounds, log);
	return {
		title: `${leads.toLocaleString('en')} idempotency keys`,
		text: 'The keys are kept in n8n’s own database. The second run is given the same leads and sends none of them.',
		baseline,
		series: contenders.map(({ series }) => series),
	};
}

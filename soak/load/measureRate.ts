import { Agent } from 'node:http';
import { post } from '../../bench/events/post';
import type { BenchN8n } from '../../bench/machine/Bench';
import { waitUntil } from '../../e2e/machine/processes';
import type { SoakWorkflow } from '../SoakWorkflow';

const inFlight = 10;
const ok = 200;
const timeoutMs = 120_000;

/** How many executions there were, and in what time. */
export interface Rate {
	readonly count: number;
	readonly seconds: number;
}

/** From the first request to the last finished execution; so many requests at a time. */
export async function measureRate(
	{ editor }: BenchN8n,
	{ workflow, url }: SoakWorkflow,
	body: () => string,
	seconds: number,
): Promise<Rate> {
	const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
	const startedAt = performance.now();
	const elapsed = () => (performance.now() - startedAt) / 1000;
	let count = 0;
	const work = async () => {
		while (elapsed() < seconds) {
			const { status, text } = await post(agent, url, body());
			if (status !== ok) throw new Error(`n8n answered ${status}: ${text}`);
			count++;
		}
	};
	await Promise.all(Array.from({ length: inFlight }, work));
	agent.destroy();
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

import { HealthWatch } from '../bench/machine/HealthWatch';
import { waitUntil } from '../e2e/machine/processes';
import { readLeads } from '../e2e/mainJob/leadJob';
import type { DayResult } from './DayResult';
import type { Soak } from './Soak';
import { judgeLeads } from './check/judgeLeads';
import { judgeOutcomes } from './check/judgeOutcomes';
import { deliveryFaults } from './faults/deliveryFaults';
import { serviceFaults } from './faults/serviceFaults';
import type { FeedCounts } from './feed/FeedCounts';
import { feedFiles } from './feed/feedFiles';
import { feedSingles } from './feed/feedSingles';
import { N8nWatch } from './watch/N8nWatch';
import { dataSize } from './watch/dataSize';

const healthEveryMs = 100;
const settleTimeoutMs = 300_000;
/** As much faster as the day is. */
const speed = 60;

async function startDialing({ bench, outcomes, scale }: Soak): Promise<void> {
	await bench.simulator.setFaults(serviceFaults(scale));
	await bench.simulator.dial({
		speed,
		cdrUrl: outcomes.url,
		faults: deliveryFaults(scale.bulkLeads + scale.singleLeads),
	});
}

/** No call runs, nobody has to be told any more, and n8n has finished what it was told. */
async function settle({ bench, n8n, outcomes }: Soak): Promise<void> {
	await bench.simulator.stopDialing();
	await waitUntil(
		'All outcomes are told and written down',
		async () => {
			const { inProgress, cdr } = await bench.simulator.dialingTotals();
			if (inProgress + cdr.underWay > 0) return undefined;
			const { unfinished } = await n8n.editor.countExecutions(outcomes.workflow.id);
			return unfinished === 0 ? true : undefined;
		},
		settleTimeoutMs,
	);
}

async function readBook({ bench, book }: Soak): Promise<void> {
	for (const { code } of bench.simulator.campaigns) {
		for (const { phone, times } of await bench.simulator.leads(code)) {
			book.noteAccepted(phone, times);
		}
	}
}

/** Lets the day pass and holds what came of it against the service's book. */
export async function runDay(soak: Soak): Promise<DayResult> {
	const { bench, n8n, outcomes } = soak;
	const { simulator } = bench;
	const counts: FeedCounts = { runAgain: 0, leadsPerSecond: [], latestMs: 0 };
	await simulator.reset(0, 'leads');
	await startDialing(soak);
	const dataMbBefore = dataSize(bench.userFolder);
	const watch = new N8nWatch(n8n.n8n.url);
	const health = new HealthWatch(n8n.n8n.url, healthEveryMs);
	const since = Date.now();
	const startedAt = performance.now();
	const seconds = () => (performance.now() - startedAt) / 1000;

	await Promise.all([feedFiles(soak, startedAt, counts), feedSingles(soak, startedAt)]);
	const feedSeconds = seconds();
	await watch.stop();
	health.stop();
	const until = Date.now();
	await settle(soak);
	const secondsToTheLastOutcome = seconds();

	await readBook(soak);
	return {
		seconds: feedSeconds,
		secondsToTheLastOutcome,
		leads: judgeLeads(soak.book),
		outcomes: judgeOutcomes(await simulator.dialedCalls(), readLeads(soak.outcomesFile)),
		failedExecutions: (await n8n.editor.failedExecutions(outcomes.workflow.id)).length,
		dataMb: { before: dataMbBefore, after: dataSize(bench.userFolder) },
		counts,
		samples: watch.samples,
		delays: health.between(since, until),
		stats: await simulator.stats(),
		dialing: await simulator.dialingTotals(),
	};
}

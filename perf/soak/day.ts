import { statSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../../e2e/machine/folders';
import { waitUntil } from '../../e2e/machine/processes';
import { readLeads } from '../../e2e/mainJob/leadJob';
import type { DialingTotals, SimulatorStats } from '../../simulator';
import { MetricsWatch, type MetricsSample } from '../../e2e/n8n/MetricsWatch';
import { HealthWatch, type Delays } from '../watch';
import { deliveryFaults, serviceFaults } from './faults';
import { feedFiles, feedSingles, type FeedCounts } from './feed';
import { checkOutcomes, type OutcomeCheck } from './outcomes';
import type { Soak } from './setup';
import { checkLeads, type LeadCheck } from './verdicts';

/** The results of the day. */
export interface DayResult {
	/** From the first lead to the last verdict. */
	readonly seconds: number;
	/** From the first lead until the last outcome is written. */
	readonly secondsToTheLastOutcome: number;
	readonly leads: LeadCheck;
	readonly outcomes: OutcomeCheck;
	/** Of the outcomes’ workflow. */
	readonly failedExecutions: number;
	/** What n8n keeps on disk. */
	readonly dataMb: { readonly before: number; readonly after: number };
	readonly counts: FeedCounts;
	readonly samples: readonly MetricsSample[];
	readonly delays: Delays;
	readonly stats: SimulatorStats;
	readonly dialing: DialingTotals;
}

const healthEveryMs = 100;
const settleTimeoutMs = 300_000;
/** The day runs this much faster. */
const speed = 60;

async function startDialing({ testbed, outcomes, scale }: Soak): Promise<void> {
	await testbed.simulator.setFaults(serviceFaults(scale));
	await testbed.simulator.dial({
		speed,
		cdrUrl: outcomes.url,
		faults: deliveryFaults(scale.bulkLeads + scale.singleLeads),
	});
}

/** Waits until no call runs, every notification is delivered, and n8n has finished its executions. */
async function settle({ testbed, n8n, outcomes }: Soak): Promise<void> {
	await testbed.simulator.stopDialing();
	await waitUntil(
		'Waiting for all outcomes to be delivered and written',
		async () => {
			const { inProgress, cdr } = await testbed.simulator.dialingTotals();
			if (inProgress + cdr.underWay > 0) return undefined;
			const { unfinished } = await n8n.editor.countExecutions(outcomes.workflow.id);
			return unfinished === 0 ? true : undefined;
		},
		settleTimeoutMs,
	);
}

async function countAccepted({ testbed, tally }: Soak): Promise<void> {
	for (const { code } of testbed.simulator.campaigns) {
		for (const { phone, times } of await testbed.simulator.leads(code)) {
			tally.noteAccepted(phone, times);
		}
	}
}

/** Runs the day and checks its results against the service's records. */
export async function runDay(soak: Soak): Promise<DayResult> {
	const { testbed, n8n, outcomes } = soak;
	const { simulator } = testbed;
	const counts: FeedCounts = { runAgain: 0, leadsPerSecond: [], latestMs: 0 };
	await simulator.reset(0, 'leads');
	await startDialing(soak);
	const dataMbBefore = dataSize(testbed.userFolder);
	const watch = new MetricsWatch(n8n.n8n.url);
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

	await countAccepted(soak);
	return {
		seconds: feedSeconds,
		secondsToTheLastOutcome,
		leads: checkLeads(soak.tally),
		outcomes: checkOutcomes(await simulator.dialedCalls(), readLeads(soak.outcomesFile)),
		failedExecutions: (await n8n.editor.failedExecutions(outcomes.workflow.id)).length,
		dataMb: { before: dataMbBefore, after: dataSize(testbed.userFolder) },
		counts,
		samples: watch.samples,
		delays: health.between(since, until),
		stats: await simulator.stats(),
		dialing: await simulator.dialingTotals(),
	};
}

export function hasPassed({ leads, outcomes, stats }: DayResult): boolean {
	const bad = [leads, outcomes].map(({ lost, doubled, wrong }) => lost + doubled + wrong);
	return [...bad, stats.doubled, stats.sentAgain].every((count) => count === 0);
}

const bytesPerMb = 1024 ** 2;
const packages = new Set(['nodes']);

/** The size of n8n's data on disk, mostly its database, in MB. */
function dataSize(userFolder: string): number {
	const folder = join(userFolder, '.n8n');
	return filesBelow(folder, packages).reduce((sum, file) => {
		// A file may be deleted after it is listed.
		const { size } = statSync(join(folder, file), { throwIfNoEntry: false }) ?? { size: 0 };
		return sum + size / bytesPerMb;
	}, 0);
}

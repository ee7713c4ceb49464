import { join } from 'node:path';
import { writeSection } from '../../../scripts/docSections';
import type { Simulator } from '../../../simulator';
import { verdictsOf } from '../../faults/count';
import { repositoryRoot } from '../../machine/folders';
import { describeMachine, readOptions, runToTheEnd } from '../../machine/terminal';
import type { Execution } from '../../n8n/Execution';
import { isAtLeast, pinnedVersion } from '../../n8n/versions';
import { openQueueWorld } from '../openQueueWorld';
import { killLeads, planKills, requestMs, type Kill } from './plan';
import { runKill } from './runKill';

/** The figures of one row of the table. With idempotency keys, the last three must be 0. */
interface KillCounts {
	readonly kills: number;
	/** Leads in all requests that reached the service, including repeated ones. */
	readonly sent: number;
	/** Leads that the service accepted at least once. */
	readonly accepted: number;
	/** `unknown`: requires a manual check. Neither wrong nor silent. */
	readonly unknown: number;
	/** Not accepted and reported as an error, to be sent again. */
	readonly unsent: number;
	/** Not accepted, and no verdict says so. */
	readonly lost: number;
	/** Accepted more than once. */
	readonly doubled: number;
	/** `added` or `skipped` but not accepted, or no verdict, or several verdicts. */
	readonly wrong: number;
}

const noKills: KillCounts = {
	kills: 0,
	sent: 0,
	accepted: 0,
	unknown: 0,
	unsent: 0,
	lost: 0,
	doubled: 0,
	wrong: 0,
};

const sumKills = (a: KillCounts, b: KillCounts): KillCounts => ({
	kills: a.kills + b.kills,
	sent: a.sent + b.sent,
	accepted: a.accepted + b.accepted,
	unknown: a.unknown + b.unknown,
	unsent: a.unsent + b.unsent,
	lost: a.lost + b.lost,
	doubled: a.doubled + b.doubled,
	wrong: a.wrong + b.wrong,
});

/** Compares the last execution's output with the simulator's records. */
function countKill(simulator: Simulator, campaign: string, execution: Execution): KillCounts {
	const times = new Map(
		simulator.leads(campaign).map(({ leadId, times: count }) => [String(leadId), count]),
	);
	const verdicts = verdictsOf(execution, killLeads);
	const sent = simulator.requests
		.filter(({ method }) => method === 'AddCallsBulk')
		.flatMap(({ parameters }) => parameters as ReadonlyArray<{ readonly Campaign: string }>)
		.filter(({ Campaign }) => Campaign === campaign).length;
	const counts = { sent, accepted: 0, unknown: 0, unsent: 0, lost: 0, doubled: 0, wrong: 0 };
	for (const { id } of killLeads) {
		const accepted = times.get(id) ?? 0;
		const [verdict, ...more] = verdicts.get(id) ?? [];
		const saysDone = verdict === 'added' || verdict === 'skipped';
		if (accepted > 0) counts.accepted++;
		if (accepted > 1) counts.doubled++;
		if (accepted === 0 && (saysDone || verdict === undefined)) counts.lost++;
		if (verdict === 'unknown') counts.unknown++;
		else if (!saysDone && accepted === 0) counts.unsent++;
		if (more.length > 0 || (!saysDone && verdict !== 'unknown' && accepted > 0)) counts.wrong++;
		if (saysDone && accepted === 0) counts.wrong++;
	}
	return { kills: 1, ...counts };
}

interface KillResult {
	readonly kill: Kill;
	readonly counts: KillCounts;
}

const columns: ReadonlyArray<readonly [string, keyof KillCounts]> = [
	['Kills', 'kills'],
	['Leads sent', 'sent'],
	['Leads accepted', 'accepted'],
	['Lost silently', 'lost'],
	['Doubled', 'doubled'],
	['Wrong verdicts', 'wrong'],
	['Unknown', 'unknown'],
	['Not sent, reported', 'unsent'],
];

const names: Readonly<Record<Kill['victim'], string>> = {
	worker: 'a worker',
	main: 'the main process',
	redis: 'Redis',
	postgres: 'PostgreSQL',
};

const line = (...texts: readonly string[]) => `| ${texts.join(' | ')} |`;

function rowsOf(results: readonly KillResult[], hasKeys: boolean): string[] {
	const own = results.filter(({ kill }) => kill.hasKeys === hasKeys);
	const cells = (some: readonly KillResult[]) => {
		const all = some.map(({ counts }) => counts).reduce(sumKills, noKills);
		return columns.map(([, figure]) => all[figure].toLocaleString('en'));
	};
	const keys = hasKeys ? 'with' : 'without';
	const killed = Object.entries(names).filter(([victim]) =>
		own.some(({ kill }) => kill.victim === victim),
	);
	return [
		...killed.map(([victim, name]) =>
			line(name, keys, ...cells(own.filter(({ kill }) => kill.victim === victim))),
		),
		line('**all**', `**${keys}**`, ...cells(own).map((cell) => `**${cell}**`)),
	];
}

const table = (results: readonly KillResult[]): string =>
	[
		line('Killed', 'Idempotency Key', ...columns.map(([heading]) => heading)),
		line('---', '---', ...columns.map(() => '---:')),
		...rowsOf(results, true),
		...rowsOf(results, false),
	].join('\n');

const heading = `
# What happens to leads when n8n dies
`;

/** Short enough for n8n to detect a dead worker within seconds. */
const stalledSoon = {
	QUEUE_WORKER_LOCK_DURATION: '3000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
	QUEUE_WORKER_STALLED_INTERVAL: '2000',
};

const isAllWell = ({ kill, counts }: KillResult): boolean =>
	counts.lost === 0 && counts.wrong === 0 && (counts.doubled === 0 || !kill.hasKeys);

const usage = `
npm run kills [-- options]

Kills workers, the main process, Redis and PostgreSQL of a real n8n in queue
mode while it sends leads. Counts the leads that are lost or sent twice. A kill
takes about 20 seconds.

  --kills N       how many kills (50)
  --seed TEXT     other kills than those of seed 1
  --n8n VERSION   another n8n than ${pinnedVersion}
  --write         writes the table into docs/crashes.md
`;

async function main(): Promise<number> {
	const values = readOptions(usage, {
		n8n: { type: 'string', default: pinnedVersion },
		kills: { type: 'string', default: '50' },
		seed: { type: 'string', default: '1' },
		write: { type: 'boolean', default: false },
	});
	const plan = planKills(Number(values.kills), values.seed);
	const world = await openQueueWorld({
		version: values.n8n,
		webhooks: 0,
		workers: 3,
		environment: stalledSoon,
		simulator: {
			latencyMs: requestMs,
			seed: { campaigns: plan.map(({ campaign }) => ({ code: campaign, name: campaign })) },
		},
	});
	const results: KillResult[] = [];
	const comingBack: Array<Promise<void>> = [];
	for (const [index, kill] of plan.entries()) {
		const startedAt = Date.now();
		const { again, isBack } = await runKill(world, kill, !isAtLeast(values.n8n, '2.0'));
		const counts = countKill(world.simulator, kill.campaign, again);
		results.push({ kill, counts });
		const { victim, hasKeys, afterRequests, isDialed } = kill;
		const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
		console.log(
			`  ${index + 1} of ${plan.length}: ${victim}, ${hasKeys ? 'with' : 'without'} keys, after ${afterRequests} requests, ${isDialed ? 'dialed' : 'waiting'} (${seconds} s): ${JSON.stringify(counts)}`,
		);
		// At most one worker is down when the next one is killed.
		comingBack.push(isBack);
		await Promise.all(comingBack.slice(0, -1));
	}
	const text = table(results);
	console.log(`\n${text}\n`);
	if (values.write) {
		const machine = describeMachine(values.n8n);
		writeSection({
			file: join(repositoryRoot, 'docs', 'crashes.md'),
			name: 'kills',
			content: `\`npm run kills\` · ${plan.length} kills, seed ${values.seed} · ${machine}\n\n${text}`,
			heading,
		});
	}
	const bad = results.filter((result) => !isAllWell(result));
	for (const { kill, counts } of bad) {
		console.log(`FAILED  ${JSON.stringify(kill)}: ${JSON.stringify(counts)}`);
	}
	console.log(`${results.length - bad.length} kills passed, ${bad.length} failed`);
	return bad.length === 0 ? 0 : 1;
}

void runToTheEnd(main);

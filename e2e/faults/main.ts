import { join } from 'node:path';
import { writeSection } from '../../scripts/docSections';
import { repositoryRoot } from '../machine/folders';
import { describeMachine, readOptions, runToTheEnd, showProgress } from '../machine/terminal';
import { MetricsWatch } from '../n8n/MetricsWatch';
import { pinnedVersion } from '../n8n/versions';
import {
	combine,
	faultRules,
	leadCount,
	makeLeads,
	runCombination,
	type Combination,
} from './combinations';
import { count, isAllWell, none, sum, type Counts } from './count';
import { faultCases, type LeadOperation } from './faultCases';
import { openFaultWorld, withFront, type FaultWorld } from './faultWorld';
import { longestWaits, type Period } from './waits';

/** One row of the table: a fault and an operation, over all ways to retry and On Error modes. */
interface Row {
	readonly fault: string;
	readonly operation: LeadOperation;
	readonly counts: Counts;
}

const names = { add: 'Add', addMany: 'Add Many' };
const figures: ReadonlyArray<keyof Counts> = ['sent', 'accepted', 'lost', 'doubled', 'wrong'];

const cells = (counts: Counts) => figures.map((figure) => counts[figure].toLocaleString('en'));

const line = (...texts: readonly string[]) => `| ${texts.join(' | ')} |`;

function table(rows: readonly Row[]): string {
	const total = rows.map(({ counts }) => counts).reduce(sum, none);
	return [
		line('Fault', 'Operation', 'Sent', 'Accepted', 'Lost', 'Doubled', 'Wrong verdicts'),
		line('---', '---', ...figures.map(() => '---:')),
		...rows.map(({ fault, operation, counts }) => line(fault, names[operation], ...cells(counts))),
		line('**All**', '', ...cells(total).map((cell) => `**${cell}**`)),
	].join('\n');
}

/** Runs at limit `limit` tasks at a time, and keeps the order of the results. */
async function runConcurrently<Task, Result>(
	tasks: readonly Task[],
	limit: number,
	run: (task: Task) => Promise<Result>,
): Promise<Result[]> {
	const results = new Array<Result>(tasks.length);
	let next = 0;
	const work = async () => {
		while (next < tasks.length) {
			const index = next++;
			results[index] = await run(tasks[index]);
		}
	};
	await Promise.all(Array.from({ length: limit }, work));
	return results;
}

const maxConcurrency = 6;

const heading = `
# Faults

What happens to leads when the service or the connection fails. Each row is one fault in a real n8n against the simulator, summed over the ways to retry (none, Retry On Fail, Retry in the executions list) and the three On Error modes. The output of n8n is compared with the simulator's records. The leads have no idempotency keys: the table shows what the node does within one execution and its retries. If you run the workflow again, it sends all its leads again unless they have keys: [How no lead is sent twice](never-twice.md).

- **TLS**: the fault happens in a TLS server in front of the simulator. \`corrupted\` means one wrong bit in a record.
- **Sent**: leads in all requests, including repeated ones. A lead may be sent again if the service certainly did not process the request (403, 404, 413, 429, 503) or rejected the lead.
- **Lost**: not accepted, and neither a verdict nor an error says so.
- **Doubled**: accepted twice, or sent again although the first request may have been processed.
- **Wrong verdicts**: \`added\` but not accepted, or \`rejected\` or \`skipped\` but accepted.
`;

interface Result {
	readonly combination: Combination;
	readonly counts: Counts;
	readonly period: Period;
}

async function runOne(world: FaultWorld, combination: Combination): Promise<Result> {
	const leads = makeLeads(combination.faultCase.hasBadLeads ?? false);
	const from = Date.now();
	const execution = await withFront(
		world,
		combination,
		async (throughFront) => await runCombination(throughFront, combination, leads),
	);
	return {
		combination,
		counts: count(world.simulator, combination.campaign, leads, execution),
		period: { fault: combination.faultCase.name, from, until: Date.now() },
	};
}

function rowsOf(results: readonly Result[]): Row[] {
	const rows = new Map<string, Row>();
	for (const { combination, counts } of results) {
		const { faultCase, operation } = combination;
		const key = `${faultCase.name} ${operation}`;
		const before = rows.get(key)?.counts ?? none;
		rows.set(key, { fault: faultCase.name, operation, counts: sum(before, counts) });
	}
	return [...rows.values()];
}

const summaryOf = ({ combination, counts }: Result) => {
	const { faultCase, operation, retry, onError, campaign } = combination;
	return `${faultCase.name}, ${operation}, ${retry}, ${onError} (${campaign}): ${JSON.stringify(counts)}`;
};

/** How often n8n's event loop is sampled. */
const sampleMs = 250;

const waitsShown = 5;

const waitText = ([fault, ms]: readonly [string, number]) => `${Math.round(ms)} ms (${fault})`;

const usage = `
npm run faults [-- options]

Shows what happens to leads when the service or the connection fails: every
fault in a real n8n, with every way to retry. Takes a few minutes.

  --short         run only the most important faults
  --only TEXT     run only faults with this text in their names
  --n8n VERSION   use this n8n version (default: ${pinnedVersion})
  --write         write the table to docs/faults.md
`;

async function main(): Promise<number> {
	const values = readOptions(usage, {
		n8n: { type: 'string', default: pinnedVersion },
		short: { type: 'boolean', default: false },
		only: { type: 'string', default: '' },
		write: { type: 'boolean', default: false },
	});
	const cases = faultCases.filter(
		({ isShort, name }) => (isShort || !values.short) && name.includes(values.only),
	);
	const combinations = combine(cases);
	const world = await openFaultWorld(
		values.n8n,
		combinations.map(({ campaign }) => campaign),
	);
	world.simulator.setFaults(combinations.flatMap(faultRules));

	let done = 0;
	const watch = new MetricsWatch(world.n8n.url, sampleMs);
	const results = await showProgress(
		'Faults in a real n8n',
		() => `${done} of ${combinations.length} workflows`,
		runConcurrently(combinations, maxConcurrency, async (combination) => {
			const result = await runOne(world, combination);
			done++;
			return result;
		}),
	);
	await watch.stop();
	const text = table(rowsOf(results));
	console.log(`\n${text}\n`);
	const waits = longestWaits(
		results.map(({ period }) => period),
		watch.samples,
	).map(waitText);
	console.log(`Longest waits of n8n’s event loop: ${waits.slice(0, waitsShown).join(', ')}\n`);
	const bad = results.filter(({ counts }) => !isAllWell(counts));
	for (const result of bad) console.log(`FAILED  ${summaryOf(result)}`);
	if (values.write) {
		const machine = describeMachine(values.n8n);
		writeSection({
			file: join(repositoryRoot, 'docs', 'faults.md'),
			name: 'faults',
			content: [
				`\`npm run faults\` · ${combinations.length} workflows · ${machine}`,
				`Longest wait of n8n’s event loop: ${waits[0] ?? '–'}. ${maxConcurrency} workflows of ${leadCount} leads run at a time.`,
				text,
			].join('\n\n'),
			heading,
		});
	}
	console.log(`${combinations.length - bad.length} workflows passed, ${bad.length} failed`);
	return bad.length === 0 ? 0 : 1;
}

void runToTheEnd(main);

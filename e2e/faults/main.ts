import { join } from 'node:path';
import { writeSection } from '../../scripts/docSections';
import { repositoryRoot } from '../machine/folders';
import { describeMachine, readOptions, runToTheEnd, showProgress } from '../machine/terminal';
import { pinnedVersion } from '../n8n/versions';
import { combine, faultRules, makeLeads, runCombination, type Combination } from './combinations';
import { count, isAllWell, none, sum, type Counts } from './count';
import { faultCases, type LeadOperation } from './faultCases';
import { openFaultWorld, withFront, type FaultWorld } from './faultWorld';

/** One line of the table: a fault and an operation, over all ways to retry and On Error modes. */
interface Row {
	readonly fault: string;
	readonly operation: LeadOperation;
	readonly counts: Counts;
}

const names = { add: 'Add', addMany: 'Add Many' };
const figures: ReadonlyArray<keyof Counts> = ['sent', 'accepted', 'lost', 'doubled', 'wrong'];

const cells = (counts: Counts) => figures.map((figure) => counts[figure].toLocaleString('en'));

const line = (...texts: readonly string[]) => `| ${texts.join(' | ')} |`;

/** In Markdown. */
function table(rows: readonly Row[]): string {
	const total = rows.map(({ counts }) => counts).reduce(sum, none);
	return [
		line('Fault', 'Operation', 'Sent', 'Accepted', 'Lost', 'Doubled', 'Wrong verdicts'),
		line('---', '---', ...figures.map(() => '---:')),
		...rows.map(({ fault, operation, counts }) => line(fault, names[operation], ...cells(counts))),
		line('**All**', '', ...cells(total).map((cell) => `**${cell}**`)),
	].join('\n');
}

/** Works through the list, so many at a time, and keeps the order of the results. */
async function runAtOnce<Task, Result>(
	tasks: readonly Task[],
	most: number,
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
	await Promise.all(Array.from({ length: most }, work));
	return results;
}

const atOnce = 6;

const heading = `
# Faults

What becomes of leads when the service, or the way to it, misbehaves. Each line is one fault in a real n8n against the simulator, summed over the ways to retry (none, Retry On Fail, Retry in the executions list) and the three On Error modes. What n8n gave out is held against the simulator's own book. None of the leads has an idempotency key: this is what the node does by itself within one execution and its retries. A workflow that is started anew sends all its leads again, unless they have a key: [How no lead is sent twice](never-twice.md).

- **TLS**: a TLS server stands before the simulator, and the fault happens there: \`damaged\` is one wrong bit in a record.
- **Sent**: leads in requests, each time counted. A request that the service surely did not carry out (403, 404, 413, 429, 503), or a lead that it turned down, may be sent again.
- **Lost**: not accepted, and no verdict or error says so.
- **Doubled**: accepted twice, or sent again although the first request may have been carried out.
- **Wrong verdicts**: \`added\` and not accepted, \`rejected\` or \`skipped\` and accepted.
`;

interface Result {
	readonly combination: Combination;
	readonly counts: Counts;
}

async function runOne(world: FaultWorld, combination: Combination): Promise<Result> {
	const leads = makeLeads(combination.faultCase.hasBadLeads ?? false);
	const execution = await withFront(
		world,
		combination,
		async (throughFront) => await runCombination(throughFront, combination, leads),
	);
	return { combination, counts: count(world.simulator, combination.campaign, leads, execution) };
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

const describe = ({ combination, counts }: Result) => {
	const { faultCase, operation, retry, onError, campaign } = combination;
	return `${faultCase.name}, ${operation}, ${retry}, ${onError} (${campaign}): ${JSON.stringify(counts)}`;
};

const usage = `
npm run faults [-- options]

Shows what becomes of leads when the service or the connection fails: every
fault, in a real n8n, against every way to retry. Takes some minutes.

  --short         the most important faults only
  --only TEXT     only the faults with this text in their names
  --n8n VERSION   another n8n than ${pinnedVersion}
  --write         writes the table into docs/faults.md
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
	const results = await showProgress(
		'Faults in a real n8n',
		() => `${done} of ${combinations.length} workflows`,
		runAtOnce(combinations, atOnce, async (combination) => {
			const result = await runOne(world, combination);
			done++;
			return result;
		}),
	);
	const text = table(rowsOf(results));
	console.log(`\n${text}\n`);
	const bad = results.filter(({ counts }) => !isAllWell(counts));
	for (const result of bad) console.log(`NOT WELL  ${describe(result)}`);
	if (values.write) {
		const machine = describeMachine(values.n8n);
		writeSection({
			file: join(repositoryRoot, 'docs', 'faults.md'),
			name: 'faults',
			content: `\`npm run faults\` · ${combinations.length} workflows · ${machine}\n\n${text}`,
			heading,
		});
	}
	console.log(`${combinations.length - bad.length} workflows well, ${bad.length} not`);
	return bad.length === 0 ? 0 : 1;
}

void runToTheEnd(main);

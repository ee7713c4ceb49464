import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryRoot } from '../machine/repositoryRoot';
import { runToTheEnd } from '../machine/runToTheEnd';
import { showProgress } from '../machine/showProgress';
import { pinnedVersion } from '../n8n/versions';
import type { Combination } from './Combination';
import { combine } from './combine';
import { count } from './count';
import { isAllWell, none, sum, type Counts } from './Counts';
import { describeMachine } from './describeMachine';
import { faultCases } from './faultCases';
import { faultRules } from './faultRules';
import { makeLeads } from './makeLeads';
import { openFaultWorld, type FaultWorld } from './openFaultWorld';
import type { Row } from './Row';
import { runAtOnce } from './runAtOnce';
import { runCombination } from './runCombination';
import { table } from './table';
import { withFront } from './withFront';
import { writeSection } from '../../pages/writeSection';

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

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			n8n: { type: 'string', default: pinnedVersion },
			short: { type: 'boolean', default: false },
			only: { type: 'string', default: '' },
			write: { type: 'boolean', default: false },
		},
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

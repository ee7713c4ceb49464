import { join } from 'node:path';
import { repositoryRoot } from '../../e2e/machine/folders';
import {
	describeMachine,
	readOptions,
	runToTheEnd,
	showProgress,
} from '../../e2e/machine/terminal';
import { pinnedVersion } from '../../e2e/n8n/versions';
import { writeSection } from '../../scripts/docSections';
import { openTestbed, startTestbedN8n } from '../testbed';
import { hasPassed, runDay, type DayResult } from './day';
import { measureLoad } from './load';
import { leadTable, loadTable, memoryTable, outcomeTable, paceTable } from './report';
import { soakScale, type SoakScale } from './scale';
import { openSoak, pruningSettings } from './setup';

/** Small enough for the garbage collector to run, so that the minimum is the memory in use. */
const heapMb = 1024;

/** Defaults for `--minutes`, `--leads` and `--load`. */
const whole = { minutes: '20', leads: '1000000', load: '15' };
const short = { minutes: '1.5', leads: '60000', load: '4' };

const help = `Usage: npm run soak -- [options]

A call center's day at 60 times the speed, in a real n8n beside the local simulator: a million leads
from files and one by one, with faults, retries and call outcomes. Checks every verdict against the
leads that the simulator accepted. Exit code 1: a lead or an outcome was lost, doubled or wrong.
Takes about 25 minutes (--short: about 3), and a few more to install n8n the first time.

  --short        ${short.minutes} minutes with ${Number(short.leads).toLocaleString('en')} leads
  --minutes N    the duration of the input (default: ${whole.minutes})
  --leads N      the number of leads (default: ${Number(whole.leads).toLocaleString('en')})
  --load N       seconds per row of the throughput table, 0 for none (default: ${whole.load})
  --n8n VERSION  use this n8n version (default: ${pinnedVersion})
  --write        write the results to docs/soak.md
  --help         show this text`;

const aboutLoad =
	'The throughput of the same n8n with ten requests at a time, measured separately for each workflow. It counts executions from the first request to the last finished execution:';

function reportOf(
	day: DayResult,
	load: readonly string[],
	{ singleLeads }: SoakScale,
	about: string,
): string {
	return [
		about,
		leadTable(day, singleLeads),
		outcomeTable(day),
		memoryTable(day),
		paceTable(day),
		...load,
	].join('\n\n');
}

async function main(): Promise<number> {
	const values = readOptions(help, {
		n8n: { type: 'string', default: pinnedVersion },
		short: { type: 'boolean', default: false },
		minutes: { type: 'string' },
		leads: { type: 'string' },
		load: { type: 'string' },
		write: { type: 'boolean', default: false },
	});
	const form = values.short ? short : whole;
	const [minutes, leads, loadSeconds] = [
		values.minutes ?? form.minutes,
		values.leads ?? form.leads,
		values.load ?? form.load,
	].map(Number);
	const scale = soakScale(minutes, leads, loadSeconds);

	const testbed = await openTestbed(values.n8n);
	const n8n = await startTestbedN8n(testbed, heapMb, pruningSettings);
	const load: string[] = [];
	if (scale.loadSeconds > 0) {
		console.log('  Throughput');
		load.push(aboutLoad, loadTable(await measureLoad(testbed, n8n, scale.loadSeconds)));
	}
	const soak = await openSoak(testbed, n8n, scale);
	const day = await showProgress(
		`${minutes} minutes at 60 times the speed`,
		() => `${soak.tally.inputs.reduce((sum, times) => sum + times, 0)} leads in`,
		runDay(soak),
	);

	const chosen = process.argv.slice(2).filter((arg) => arg !== '--write');
	const command = ['npm run soak', ...(chosen.length > 0 ? ['--', ...chosen] : [])].join(' ');
	const about = [
		`\`${command}\``,
		`${minutes} minutes for ${minutes} hours at 60 times the speed`,
		`${scale.files} files`,
		`n8n’s heap limited to ${heapMb} MB`,
		describeMachine(values.n8n),
	].join(' · ');
	const text = reportOf(day, load, scale, about);
	console.log(`\n${text}\n`);
	for (const example of [...day.leads.examples, ...day.outcomes.examples]) {
		console.log(`FAILED  ${example}`);
	}
	if (values.write) {
		const file = join(repositoryRoot, 'docs', 'soak.md');
		writeSection({ file, name: 'soak', content: text, heading: '# A day under load' });
	}
	await n8n.n8n.stop();
	return hasPassed(day) ? 0 : 1;
}

void runToTheEnd(main);

import { existsSync, readFileSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { makeLeads, writeCsv } from '../leads';
import { post } from '../load';
import { LeadFile } from './leads';
import type { Soak } from './setup';
import { readVerdict } from './verdicts';
import type { FileNotice } from './workflows';

/** Without keep-alive: n8n may close a connection at the moment it is reused. */
const agent = new Agent();
const maxRuns = 5;

/** What happened while the leads came in. */
export interface FeedCounts {
	/** Files with keys that were run once more, because some of their leads could not be sent. */
	runAgain: number;
	/** Leads a second of each file, from its notice to its last verdict. */
	readonly leadsPerSecond: number[];
	/** How late the latest file came in, because earlier files took longer. */
	latestMs: number;
}

/** The day's files, each at its time; one at a time for each workflow. */
export async function feedFiles(soak: Soak, startedAt: number, counts: FeedCounts): Promise<void> {
	const { scale, campaigns } = soak;
	const files = Array.from(
		{ length: scale.files },
		(_, index) => new LeadFile(index, scale, campaigns),
	);
	const feed = async (hasKeys: boolean) => {
		for (const file of files.filter((one) => one.hasKeys === hasKeys)) {
			const dueAt = startedAt + file.atMs;
			await pauseUntil(dueAt);
			counts.latestMs = Math.max(counts.latestMs, performance.now() - dueAt);
			await feedFile(soak, file, counts);
		}
	};
	await Promise.all([feed(false), feed(true)]);
}

/**
 * Tells n8n of the file, and adds the verdicts on its leads to the tally. A file whose leads have
 * keys is run again as a whole while some of its leads were not sent.
 */
async function feedFile(soak: Soak, file: LeadFile, counts: FeedCounts): Promise<void> {
	const { testbed, tally, fileWorkflows } = soak;
	const { url } = file.hasKeys ? fileWorkflows.keyed : fileWorkflows.plain;
	const leads = file.leads();
	const result = (name: string) => join(testbed.inputs, `${name}-${file.index}.json`);
	const notice: FileNotice = {
		file: writeCsv(testbed.inputs, `leads-${file.index}.csv`, leads),
		verdicts: result('verdicts'),
		failed: result('failed'),
	};
	for (let run = 1; run <= maxRuns; run++) {
		if (run > 1) counts.runAgain++;
		for (const { phone } of leads) tally.noteInput(phone);
		const startedAt = performance.now();
		await post(agent, url, JSON.stringify(notice));
		counts.leadsPerSecond.push((leads.length * 1000) / (performance.now() - startedAt));
		const items = [...consumeVerdicts(notice.verdicts), ...consumeVerdicts(notice.failed)];
		for (const item of items) tally.noteVerdict(item);
		if (!file.hasKeys || !items.some((item) => readVerdict(item) === 'notSent')) break;
	}
	rmSync(notice.file);
}

function parseAnswer(text: string): Readonly<Record<string, unknown>> {
	try {
		return JSON.parse(text) as Record<string, unknown>;
	} catch {
		return {};
	}
}

/** One lead after the other at a steady rate, without waiting for earlier verdicts. */
export async function feedSingles(soak: Soak, startedAt: number): Promise<void> {
	const { tally, scale, singles } = soak;
	const everyMs = (scale.minutes * 60_000) / scale.singleLeads;
	const send = async (number: number) => {
		const [{ phone, lead_id, customerName }] = makeLeads(1, number);
		tally.noteInput(phone);
		const answer = await post(agent, singles.url, JSON.stringify({ phone, lead_id, customerName }));
		tally.noteVerdict(parseAnswer(answer.text), phone);
	};
	const underWay: Array<Promise<void>> = [];
	for (let index = 0; index < scale.singleLeads; index++) {
		await pauseUntil(startedAt + index * everyMs);
		// Without an answer the lead has no verdict, and the check reports it.
		underWay.push(send(scale.bulkLeads + index).catch(() => {}));
	}
	await Promise.all(underWay);
}

type VerdictItem = Readonly<Record<string, unknown>>;

/** Reads and deletes a file that n8n has written. Without a file there are no items. */
function consumeVerdicts(file: string): readonly VerdictItem[] {
	if (!existsSync(file)) return [];
	const items = JSON.parse(readFileSync(file, 'utf8')) as VerdictItem[];
	rmSync(file);
	return items;
}

/** @param atMs on the clock of `performance` */
async function pauseUntil(atMs: number): Promise<void> {
	const waitMs = atMs - performance.now();
	if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
}

import { rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { post } from '../../bench/events/post';
import { writeCsv } from '../../bench/leads/writeCsv';
import { readVerdict } from '../check/readVerdict';
import type { LeadFile } from '../leads/LeadFile';
import type { Soak } from '../Soak';
import type { FileNotice } from '../workflows/fileWorkflow';
import type { FeedCounts } from './FeedCounts';
import { takeVerdicts } from './takeVerdicts';

const mostRuns = 5;
/** Its connections are not kept: n8n may close one at the moment when it is used again. */
const agent = new Agent();

/**
 * Tells n8n of the file, and takes the verdicts on its leads into the book. A file whose leads have
 * keys is run again, as a whole, as long as some of its leads could not be sent.
 */
export async function feedFile(soak: Soak, file: LeadFile, counts: FeedCounts): Promise<void> {
	const { bench, book, fileWorkflows } = soak;
	const { url } = file.hasKeys ? fileWorkflows.keyed : fileWorkflows.plain;
	const leads = file.leads();
	const result = (name: string) => join(bench.inputs, `${name}-${file.index}.json`);
	const notice: FileNotice = {
		file: writeCsv(bench.inputs, `leads-${file.index}.csv`, leads),
		verdicts: result('verdicts'),
		failed: result('failed'),
	};
	for (let run = 1; run <= mostRuns; run++) {
		if (run > 1) counts.runAgain++;
		for (const { phone } of leads) book.noteInput(phone);
		const startedAt = performance.now();
		await post(agent, url, JSON.stringify(notice));
		counts.leadsPerSecond.push((leads.length * 1000) / (performance.now() - startedAt));
		const items = [...takeVerdicts(notice.verdicts), ...takeVerdicts(notice.failed)];
		for (const item of items) book.noteVerdict(item);
		if (!file.hasKeys || !items.some((item) => readVerdict(item) === 'notSent')) break;
	}
	rmSync(notice.file);
}

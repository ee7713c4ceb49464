import type { GenericValue, NodeExecutionHint } from 'n8n-workflow';
import type { Failure } from '../transport/failure';
import { campaignOf, targetOf, type Lead } from './Lead';
import type { Verdict } from './Verdict';

/** By which a lead is known in the output: as it was sent, or as it was read. */
interface Subject {
	readonly campaign: GenericValue;
	readonly target: GenericValue;
}

/** What is known of an input item in the end. */
export interface BookEntry {
	readonly subject: Subject;
	readonly verdict: Verdict;
	/** Why the whole request went wrong that carried the lead. */
	readonly failure?: Failure;
}

const words: Readonly<Record<Verdict['status'], string>> = {
	added: 'added',
	rejected: 'rejected',
	unknown: 'unknown (the service may have them)',
	skipped: 'skipped',
	dryRun: 'checked, not sent',
};

/** One entry for each input item: no lead without a verdict, none with two. */
export class Book {
	private readonly entries: BookEntry[];

	constructor(itemCount: number) {
		this.entries = new Array<BookEntry>(itemCount);
	}

	settle(lead: Lead, verdict: Verdict, failure?: Failure): void {
		const subject = { campaign: campaignOf(lead), target: targetOf(lead) };
		this.write(lead.itemIndex, { subject, verdict, failure });
	}

	write(itemIndex: number, entry: BookEntry): void {
		this.entries[itemIndex] = entry;
	}

	all(): readonly BookEntry[] {
		return this.entries;
	}

	/** The count of verdicts, as a note on the node. */
	hint(): NodeExecutionHint {
		const counts = new Map<string, number>();
		for (const { verdict } of this.entries) {
			counts.set(verdict.status, (counts.get(verdict.status) ?? 0) + 1);
		}
		const parts = Object.entries(words)
			.filter(([status]) => counts.has(status))
			.map(([status, word]) => `${(counts.get(status) ?? 0).toLocaleString('en')} ${word}`);
		const isAllWell = !counts.has('rejected') && !counts.has('unknown');
		return {
			message: `Leads: ${parts.join(', ')}.${isAllWell ? '' : ' The field “description” of each lead says why.'}`,
			type: isAllWell ? 'info' : 'warning',
			location: 'outputPane',
		};
	}
}

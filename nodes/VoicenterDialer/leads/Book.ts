import type { GenericValue, IDataObject, NodeExecutionHint } from 'n8n-workflow';
import type { Failure } from '../transport/failure';
import { campaignOf, targetOf, type Lead } from './Lead';
import type { Verdict } from './Verdict';

/** By which a lead is known in the output: as it was sent, or as it was read. */
export interface Subject {
	readonly campaign: GenericValue;
	readonly target: GenericValue;
}

/** What goes out for an input item. */
export type Outcome = Subject & Verdict & IDataObject;

const words: Readonly<Record<Verdict['status'], string>> = {
	added: 'added',
	rejected: 'rejected',
	unknown: 'unknown (the service may have them)',
	skipped: 'skipped',
	dryRun: 'checked, not sent',
};

/** One outcome for each input item: no lead without a verdict, none with two. */
export class Book {
	private readonly outcomes: Outcome[];

	/** By item: why the whole request went wrong that carried the lead. */
	private readonly failures = new Map<number, Failure>();

	constructor(itemCount: number) {
		this.outcomes = new Array<Outcome>(itemCount);
	}

	settle(lead: Lead, verdict: Verdict, failure?: Failure): void {
		const subject = { campaign: campaignOf(lead), target: targetOf(lead) };
		this.write(lead.itemIndex, subject, verdict);
		if (failure !== undefined) this.failures.set(lead.itemIndex, failure);
	}

	write(itemIndex: number, { campaign, target }: Subject, verdict: Verdict): void {
		const { status, errorCode, description, request } = verdict;
		const outcome = { campaign, target, status, errorCode, description };
		this.outcomes[itemIndex] = request === undefined ? outcome : { ...outcome, request };
	}

	all(): readonly Outcome[] {
		return this.outcomes;
	}

	failureOf(itemIndex: number): Failure | undefined {
		return this.failures.get(itemIndex);
	}

	/** The count of verdicts, as a note on the node. */
	hint(): NodeExecutionHint {
		const counts = new Map<string, number>();
		for (const { status } of this.outcomes) {
			counts.set(status, (counts.get(status) ?? 0) + 1);
		}
		const parts = Object.entries(words)
			.filter(([status]) => counts.has(status))
			.map(([status, word]) => `${(counts.get(status) ?? 0).toLocaleString('en')} ${word}`);
		const isAllWell = !counts.has('rejected') && !counts.has('unknown');
		const advice = isAllWell
			? ''
			: `${this.usualRejection()} The field “description” of each lead says why.`;
		return {
			message: `Leads: ${parts.join(', ')}.${advice}`,
			type: isAllWell ? 'info' : 'warning',
			location: 'outputPane',
		};
	}

	/** The reason that most of the rejected leads have, unless each has its own. */
	private usualRejection(): string {
		const counts = new Map<string, number>();
		for (const { status, description } of this.outcomes) {
			if (status === 'rejected') counts.set(description, (counts.get(description) ?? 0) + 1);
		}
		const [usual] = [...counts].sort(([, a], [, b]) => b - a);
		if (usual === undefined || (usual[1] === 1 && counts.size > 1)) return '';
		const [reason, count] = usual;
		return ` ${count.toLocaleString('en')} rejected with “${firstSentence(reason)}”.`;
	}
}

/** What happened; the rest says what to do. */
const firstSentence = (text: string): string => text.split('. ', 1)[0];

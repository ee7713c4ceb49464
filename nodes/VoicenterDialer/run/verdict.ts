import type { GenericValue, IDataObject, NodeExecutionHint } from 'n8n-workflow';
import { faultOf } from '../api/failure';
import { describe, errorCodeOf, statusOf, type Obstacle } from '../n8n/nodeErrors';

/** What an operation does to its lead. */
export type LeadStatus = 'added' | 'updated' | 'removed';

/** What became of one lead. */
export interface Verdict {
	readonly status: LeadStatus | 'rejected' | 'unknown' | 'skipped' | 'dryRun';
	readonly errorCode: number | string | null;
	/** In words; unless all is well also what to do. */
	readonly description: string;
	/** The request that would have been sent, its code masked (dry run). */
	readonly request?: IDataObject;
	/** Why all is not well, unless a rule of the options kept the lead back. */
	readonly obstacle?: Obstacle;
}

/** How the output names a lead: as it was sent, or as it was read. */
export interface Subject {
	readonly campaign: GenericValue;
	readonly target: GenericValue;
}

/** The data of a lead's output item. */
export type Outcome = Subject & Verdict & IDataObject;

export function goodVerdict(status: LeadStatus, description: string): Verdict {
	if (lastGood?.description !== description || lastGood.status !== status) {
		lastGood = { status, errorCode: 0, description };
	}
	return lastGood;
}

/** Nearly all leads have the same good verdict; one object serves them all. */
let lastGood: Verdict | undefined;

export const skippedVerdict = (description: string): Verdict => ({
	status: 'skipped',
	errorCode: null,
	description,
});

export const verdictOf = (obstacle: Obstacle): Verdict => ({
	status: statusOf(obstacle),
	errorCode: errorCodeOf(obstacle),
	description: `${obstacle.message}. ${describe(obstacle)}`,
	obstacle,
});

/** AddResult says nothing clear about the lead. */
export const unclearVerdict: Verdict = {
	status: 'unknown',
	errorCode: null,
	description:
		'The service took the request, but its answer does not say clearly what became of this lead. Look for it in the campaign (Call: Get Many) or in the Voicenter control panel before you send it again.',
};

/** Sent by an earlier try, or by an execution that was killed, and not found waiting. */
export const sentEarlierVerdict: Verdict = verdictOf(faultOf('sentEarlier'));

export const takenEarlierVerdict = (status: LeadStatus): Verdict =>
	goodVerdict(status, 'OK (taken in an earlier try of this execution, not sent again)');

export const foundWaitingVerdict = goodVerdict(
	'added',
	'OK (no clear answer came, but the call was found waiting in the campaign)',
);

export const duplicateVerdict = skippedVerdict(
	'An earlier lead of this input has the same campaign and phone number',
);

export const pendingVerdict = skippedVerdict(
	'A call to this phone number is waiting in the campaign already',
);

export const repeatedKeyVerdict = skippedVerdict(
	'An earlier lead of this input has the same idempotency key',
);

export const knownKeyVerdict = skippedVerdict(
	'A lead with this idempotency key was sent before. Give it another key if it has to be sent again.',
);

const words: Readonly<Partial<Record<Verdict['status'], string>>> = {
	added: 'added',
	rejected: 'rejected',
	unknown: 'unknown (the service may have them)',
	skipped: 'skipped',
	dryRun: 'checked, not sent',
};

/** The verdicts of a run, one for each item: the first that is settled stays. */
export class Verdicts {
	private readonly outcomes: Array<Outcome | undefined>;

	private readonly errors = new Map<number, Obstacle>();

	constructor(itemCount: number) {
		this.outcomes = new Array<Outcome | undefined>(itemCount);
	}

	/** @param isError the item is handed on with its error, or fails the node */
	settle(itemIndex: number, subject: Subject, verdict: Verdict, isError = false): void {
		if (this.isSettled(itemIndex)) return;
		const { campaign, target } = subject;
		const { status, errorCode, description, request, obstacle } = verdict;
		const outcome = { campaign, target, status, errorCode, description };
		this.outcomes[itemIndex] = request === undefined ? outcome : { ...outcome, request };
		if (isError && obstacle !== undefined) this.errors.set(itemIndex, obstacle);
	}

	isSettled(itemIndex: number): boolean {
		return this.outcomes[itemIndex] !== undefined;
	}

	of(itemIndex: number): Outcome | undefined {
		return this.outcomes[itemIndex];
	}

	errorOf(itemIndex: number): Obstacle | undefined {
		return this.errors.get(itemIndex);
	}

	firstError(): number | undefined {
		let first: number | undefined;
		for (const itemIndex of this.errors.keys()) first = Math.min(first ?? itemIndex, itemIndex);
		return first;
	}

	/** The count of verdicts, as a note on the node. */
	hint(): NodeExecutionHint {
		const counts = new Map<string, number>();
		for (const outcome of this.outcomes) {
			if (outcome !== undefined) counts.set(outcome.status, (counts.get(outcome.status) ?? 0) + 1);
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
		for (const outcome of this.outcomes) {
			if (outcome?.status !== 'rejected') continue;
			counts.set(outcome.description, (counts.get(outcome.description) ?? 0) + 1);
		}
		const [usual] = [...counts].sort(([, a], [, b]) => b - a);
		if (usual === undefined || (usual[1] === 1 && counts.size > 1)) return '';
		const [reason, count] = usual;
		return ` ${count.toLocaleString('en')} rejected with “${firstSentence(reason)}”.`;
	}
}

/** What happened; the rest says what to do. */
const firstSentence = (text: string): string => text.split('. ', 1)[0];

import type { GenericValue, IDataObject, NodeExecutionHint } from 'n8n-workflow';
import { faultOf, InputError, type Failure } from '../api/failure';
import { Redactor } from '../api/redaction';
import { describe, errorCodeOf, redactObstacle, statusOf, type Obstacle } from '../n8n/nodeErrors';
import { keptBackReasons, sendAsIs, type KeptBack, type Sending } from '../rules/CallingRules';

export type LeadStatus = 'added' | 'updated' | 'removed';

/** Why a lead is not in the state that the operation asked for, for a Switch node. */
export type Reason =
	// rejected
	| 'invalidInput'
	| 'rejectedByService'
	// unknown
	| 'noAnswer'
	| 'unclearAnswer'
	| 'sentEarlier'
	// skipped
	| 'duplicate'
	| 'pending'
	| 'keyKnown'
	| 'keyRepeated'
	| 'stopped'
	// skipped by a calling rule
	| KeptBack['reason'];

/** What became of one lead. */
export interface Verdict {
	readonly status: LeadStatus | 'rejected' | 'unknown' | 'skipped' | 'dryRun';
	/** Missing only if the lead was added, updated or removed, or checked by a dry run. */
	readonly reason?: Reason;
	readonly errorCode: number | string | null;
	/** What happened and, in case of a problem, what to do. */
	readonly description: string;
	/** Dry Run: the request that would have been sent, with the account code masked. */
	readonly request?: IDataObject;
	/** The ISO time for which the calling rules scheduled the call. */
	readonly scheduledFor?: string;
	/** Dry Run: the time zones in which the calling rules were checked. */
	readonly timeZones?: string[];
	/** The cause, unless the lead was skipped because of an option. */
	readonly obstacle?: Obstacle;
}

/** Identifies a lead in the output: its campaign and target, or its phone number. */
export type Subject = Readonly<Record<string, GenericValue>>;

export type LeadOutput = Subject & Verdict & IDataObject;

export function goodVerdict(status: LeadStatus, description: string): Verdict {
	if (lastGood?.description !== description || lastGood.status !== status) {
		lastGood = { status, errorCode: 0, description };
	}
	return lastGood;
}

/** Nearly all leads have the same verdict, so they share one object. */
let lastGood: Verdict | undefined;

export const skippedVerdict = (reason: Reason, description: string): Verdict => ({
	status: 'skipped',
	reason,
	errorCode: null,
	description,
});

export const verdictOf = (obstacle: Obstacle): Verdict => ({
	status: statusOf(obstacle),
	reason: reasonOf(obstacle),
	errorCode: errorCodeOf(obstacle),
	description: `${obstacle.message}. ${describe(obstacle)}`,
	obstacle,
});

function reasonOf(obstacle: Obstacle): Reason {
	if (obstacle instanceof InputError) return 'invalidInput';
	const status = statusOf(obstacle);
	if (status === 'rejected') return 'rejectedByService';
	if (status === 'skipped') return 'stopped';
	return unansweredReasons[obstacle.kind] ?? 'unclearAnswer';
}

/** What any operation says of a tool call that must not run. */
export const rejectedInput = { status: 'rejected', reason: 'invalidInput' } as const;

/** Of a lead that may have been processed. All others got an answer that does not say what happened. */
const unansweredReasons: Readonly<Partial<Record<Failure['kind'], Reason>>> = {
	timeout: 'noAnswer',
	cutConnection: 'noAnswer',
	internal: 'noAnswer',
	sentEarlier: 'sentEarlier',
};

/** AddResult has no clear result for the lead. */
export const unclearVerdict: Verdict = {
	status: 'unknown',
	reason: 'unclearAnswer',
	errorCode: null,
	description:
		'The service accepted the request, but its answer has no clear result for this lead. Before you send the lead again, check whether it is in the campaign (Call: Get Many) or in the Voicenter control panel.',
};

/** Sent by an earlier try or by a crashed execution, and not found in the queue. */
export const sentEarlierVerdict: Verdict = verdictOf(faultOf('sentEarlier'));

export const acceptedEarlierVerdict = (status: LeadStatus): Verdict =>
	goodVerdict(status, 'OK (accepted in an earlier try of this execution, not sent again)');

export const foundWaitingVerdict = goodVerdict(
	'added',
	'OK (there was no clear answer, but the call is waiting in the campaign)',
);

export const duplicateVerdict = skippedVerdict(
	'duplicate',
	'An earlier lead of this input has the same campaign and phone number',
);

export const pendingVerdict = skippedVerdict(
	'pending',
	'A call to this phone number is already waiting in the campaign',
);

export const repeatedKeyVerdict = skippedVerdict(
	'keyRepeated',
	'An earlier lead of this input has the same idempotency key',
);

export const knownKeyVerdict = skippedVerdict(
	'keyKnown',
	'A lead with this idempotency key was sent before. To send the lead again, use a new key.',
);

export const keptBackVerdict = ({ reason, description }: KeptBack): Verdict =>
	skippedVerdict(reason, description);

const reasonsOfRules: ReadonlySet<Reason | undefined> = new Set(keptBackReasons);

/** A lead that was not sent has no time. What an earlier try sent may have had another one. */
export function withTime(verdict: Verdict, { scheduledFor }: Sending = sendAsIs): Verdict {
	if (scheduledFor === undefined) return verdict;
	const { status, reason } = verdict;
	const isSent = status !== 'skipped' && status !== 'rejected' && reason !== 'sentEarlier';
	return isSent ? { ...verdict, scheduledFor } : verdict;
}

const labels: Readonly<Partial<Record<Verdict['status'], string>>> = {
	added: 'added',
	rejected: 'rejected',
	unknown: 'unknown (the service may have them)',
	skipped: 'skipped',
	dryRun: 'checked, not sent',
};

/** The service's own text can be of any length. */
const longestDescription = 2000;

/** The verdicts of a run, one per item. The first verdict of an item is final. */
export class Verdicts {
	private readonly outputs: Array<LeadOutput | undefined>;

	private readonly errors = new Map<number, Obstacle>();

	constructor(
		itemCount: number,
		private readonly redactor = new Redactor(''),
	) {
		this.outputs = new Array<LeadOutput | undefined>(itemCount);
	}

	/** @param isError whether the item fails the node, or carries an error if the node continues */
	settle(itemIndex: number, subject: Subject, verdict: Verdict, isError = false): void {
		if (this.isSettled(itemIndex)) return;
		const { redactor } = this;
		const { status, reason, errorCode, description, scheduledFor, timeZones, request, obstacle } =
			verdict;
		const output: LeadOutput = {
			status,
			...(reason !== undefined && { reason }),
			errorCode: errorCode === null ? null : redactor.errorCode(errorCode),
			description: redactor.start(description, longestDescription),
			...(scheduledFor !== undefined && { scheduledFor }),
			...(timeZones !== undefined && { timeZones }),
			...(request !== undefined && { request: redactor.value(request) }),
		};
		this.outputs[itemIndex] = { ...redactor.ownValues(subject), ...output };
		if (!isError || obstacle === undefined) return;
		this.errors.set(itemIndex, redactObstacle(obstacle, redactor));
	}

	isSettled(itemIndex: number): boolean {
		return this.outputs[itemIndex] !== undefined;
	}

	of(itemIndex: number): LeadOutput | undefined {
		return this.outputs[itemIndex];
	}

	errorOf(itemIndex: number): Obstacle | undefined {
		return this.errors.get(itemIndex);
	}

	firstError(): number | undefined {
		let first: number | undefined;
		for (const itemIndex of this.errors.keys()) first = Math.min(first ?? itemIndex, itemIndex);
		return first;
	}

	/** Counts the verdicts. */
	hint(outputField?: string): NodeExecutionHint {
		const counts = new Map<string, number>();
		for (const output of this.outputs) {
			if (output !== undefined) counts.set(output.status, (counts.get(output.status) ?? 0) + 1);
		}
		const parts = Object.entries(labels)
			.filter(([status]) => counts.has(status))
			.map(([status, label]) => `${(counts.get(status) ?? 0).toLocaleString('en')} ${label}`);
		const field = outputField === undefined ? 'description' : `${asHtml(outputField)}.description`;
		const hasNoProblems = !counts.has('rejected') && !counts.has('unknown');
		const ofRules = this.countRuled();
		const advice = hasNoProblems
			? ''
			: `${this.frequentRejections()} See the field “${field}” of each lead for what to do.`;
		return {
			message: `Leads: ${parts.join(', ')}.${ofRules && ` ${ofRules}`}${advice}`,
			type: hasNoProblems ? 'info' : 'warning',
			location: 'outputPane',
		};
	}

	/** What the calling rules did, if anything. */
	hintOfRules(): NodeExecutionHint | undefined {
		const message = this.countRuled();
		return message === '' ? undefined : { message, type: 'info', location: 'outputPane' };
	}

	private countRuled(): string {
		const count = (isCounted: (output: LeadOutput) => boolean) =>
			this.outputs.filter((output) => output !== undefined && isCounted(output)).length;
		const counts = [
			[count(({ scheduledFor }) => scheduledFor !== undefined), 'scheduled for later'],
			[count(({ reason }) => reasonsOfRules.has(reason)), 'kept back'],
		] as const;
		const parts = counts
			.filter(([number]) => number > 0)
			.map(([number, label]) => `${number.toLocaleString('en')} ${label}`);
		return parts.length > 0 ? `Calling Rules: ${parts.join(', ')}.` : '';
	}

	/** The most frequent rejections: in the output's table, long texts are hard to read. */
	private frequentRejections(): string {
		const counts = new Map<string, number>();
		for (const output of this.outputs) {
			if (output?.status !== 'rejected') continue;
			const reason = withoutValue(output.description);
			counts.set(reason, (counts.get(reason) ?? 0) + 1);
		}
		if (counts.size === 0) return '';
		const sorted = [...counts].sort(([, a], [, b]) => b - a);
		const named = sorted
			.slice(0, mostReasons)
			.map(([reason, count]) => `${asHtml(reason)} (${count.toLocaleString('en')})`);
		const others = sorted.length > mostReasons ? ', and other reasons' : '';
		return ` Reasons: ${named.join(', ')}${others}.`;
	}
}

/** In the hint. */
const mostReasons = 3;

/** n8n shows hints as HTML, and a reason may name what an expression returned. */
const asHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** What happened, without the lead's value after the colon, so that leads with the same reason count together. */
const withoutValue = (description: string): string => description.split(/[.:] /, 1)[0];

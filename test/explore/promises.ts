import type { OutputItem, Run, Story } from './history';
import { groupOfLead, isKeptBack, targetOf, verbOfOperation, type Lead } from './scenarios';
import type { Send } from './service';

/** A promise of the docs that a history breaks. */
export interface Violation {
	readonly promise: keyof typeof promises;
	readonly what: string;
}

/** The promises of the node, against which every finished history is checked. */
export const promises = {
	'one verdict': 'Exactly one verdict per lead and run, and no raw errors',
	'true success': '`added` only for a call that the service accepted for this lead',
	'never twice': 'Nothing that may have been processed is sent again; with a key, in any execution',
	'nothing lost': 'With a key, no lead is lost as `skipped`',
	'true failure': '`rejected` and `skipped` never for a lead that the service accepted',
	'kept back': 'What a calling rule keeps back is not sent, and its key stays free',
	'it ends': 'Every execution ends',
} as const;

const goodStatus = {
	add: 'added',
	addMany: 'added',
	update: 'updated',
	remove: 'removed',
} as const;
const otherStatuses = new Set<unknown>(['rejected', 'unknown', 'skipped']);
const errorsForUsers = new Set(['NodeApiError', 'NodeOperationError']);

export function findViolations(story: Story): Violation[] {
	const found: Violation[] = [];
	const report = (promise: Violation['promise'], run: Run | undefined, what: string) => {
		found.push({ promise, what: run === undefined ? what : `run ${run.index + 1}: ${what}` });
	};
	if (story.endless !== undefined) report('it ends', undefined, story.endless);
	for (const run of story.runs) {
		checkVerdicts(run, report);
		checkSuccess(story, run, report);
		checkFailure(story, run, report);
		if (story.scenario.isKeyed) checkSkipped(story, run, report);
		if (run.isFaultless) checkLast(story, run, report);
		checkKeptBack(story, run, report);
	}
	checkSends(story, report);
	return found;
}

type Report = (promise: Violation['promise'], run: Run | undefined, what: string) => void;

function checkVerdicts(
	{ ending, leads, operation, onError, usesMobile, ...run }: Run,
	report: Report,
): void {
	const whole = { ending, leads, operation, onError, usesMobile, ...run };
	if (ending.kind === 'failed') {
		if (!errorsForUsers.has(ending.error)) {
			report('one verdict', whole, `${ending.error} was thrown: ${ending.message}`);
		} else if (onError !== 'stopWorkflow') {
			report(
				'one verdict',
				whole,
				`it failed although On Error is set to continue: ${ending.message}`,
			);
		}
	}
	if (ending.kind !== 'items') return;
	const { items } = ending;
	const isPaired =
		items.length === leads.length &&
		leads.every((lead, index) => {
			const { item, target } = items[index];
			return item === index && target === targetOf(lead, usesMobile);
		});
	if (!isPaired)
		report(
			'one verdict',
			whole,
			`${items.length} items for ${leads.length} leads, or wrong pairing`,
		);
	for (const { status } of items) {
		if (status !== goodStatus[operation] && !otherStatuses.has(status)) {
			report('one verdict', whole, `an item has the status ${String(status)}`);
		}
	}
}

/** A lead that was skipped because its key is known. */
const isKnownKey = ({ status, description, hasError }: OutputItem): boolean =>
	status === 'skipped' && !hasError && /idempotency key/i.test(description);

function checkSuccess(story: Story, run: Run, report: Report): void {
	for (const [group, members] of groupsOf(story, run)) {
		const good = members.filter(({ status }) => status === goodStatus[run.operation]);
		const taken = takenBefore(story, run, group);
		const own = taken.filter((send) => chainOf(story, send) === run.chain).length;
		const allowed = story.scenario.isKeyed
			? takenOfKeys(story, taken, group, new Set(good.map(({ lead }) => lead.key)))
			: own + othersLeftWaiting(story, run, group, taken.length - own);
		if (good.length > allowed) {
			report(
				'true success',
				run,
				`${good.length} × ${goodStatus[run.operation]} for “${group}”, which the service accepted ${allowed} times`,
			);
		}
	}
}

/**
 * Documented: a lead without a key can be mistaken for an identical call that another execution has
 * left in the queue.
 */
function othersLeftWaiting({ scenario }: Story, run: Run, group: string, others: number): number {
	if (verbOfOperation[run.operation] !== 'add') return 0;
	const setup = { operation: 'add', usesMobile: false, onError: 'stopWorkflow' } as const;
	return (
		others + scenario.waiting.filter((lead) => groupOfLead(lead, setup, false) === group).length
	);
}

/** How many of the accepted calls can belong to these keys, given the leads of each execution. */
function takenOfKeys(
	story: Story,
	taken: readonly Send[],
	group: string,
	keys: ReadonlySet<string | undefined>,
): number {
	let count = 0;
	for (const run of story.runs) {
		const ofRun = taken.filter((send) => send.run === run.index).length;
		const mine = membersOf(story, run, group).filter(({ key }) => keys.has(key)).length;
		count += Math.min(ofRun, mine);
	}
	return count;
}

function checkFailure(story: Story, run: Run, report: Report): void {
	for (const [group, members] of groupsOf(story, run)) {
		const taken = takenBefore(story, run, group);
		const inChain = taken.filter((send) => chainOf(story, send) === run.chain).length;
		const rejected = members.filter(({ status }) => status === 'rejected').length;
		const notSent = members.filter((item) => item.status === 'skipped' && !isKnownKey(item)).length;
		// Leads that an edit has changed since.
		const before = story.runs.filter(
			({ chain, index }) => chain === run.chain && index <= run.index,
		);
		const most = Math.max(...before.map((each) => membersOf(story, each, group).length));
		const stillTaken = Math.max(0, inChain - (most - members.length));
		if (rejected + notSent > 0 && rejected + notSent > members.length - stillTaken) {
			report(
				'true failure',
				run,
				`${rejected} × rejected and ${notSent} × not sent for “${group}”, which the service accepted ${inChain} times`,
			);
		}
	}
}

function checkSkipped(story: Story, run: Run, report: Report): void {
	for (const [group, members] of groupsOf(story, run)) {
		const known = members.filter(isKnownKey);
		if (known.length === 0) continue;
		const keys = new Set(known.map(({ lead }) => lead.key));
		const settled = story.sends.filter(
			(send) => send.group === group && send.sequence <= run.to && (send.taken || send.rejected),
		);
		if (known.length <= takenOfKeys(story, settled, group, keys)) continue;
		if (story.scenario.isTwice && !run.isFaultless) continue;
		report(
			'nothing lost',
			run,
			`${known.length} × skipped for its key for “${group}”, which the service has neither accepted nor rejected`,
		);
	}
}

/** A final execution without faults must report a result for each key. */
function checkLast(story: Story, run: Run, report: Report): void {
	const isUncertain =
		story.hasUncertainWrite || story.runs.some(({ ending }) => ending.kind === 'died');
	for (const [group, members] of groupsOf(story, run)) {
		// After an edit, the key belonged to another lead.
		const isEdited = story.scenario.steps.some((step) => step.kind === 'retry' && step.usesMobile);
		const mayBeTaken = story.sends.some(
			(send) =>
				(isEdited || send.group === group) && (!send.isCertainlyUnprocessed || send.isBare503),
		);
		for (const item of members) {
			if (item.status === 'added' || isKnownKey(item)) continue;
			if (isKeptBack(story.scenario, item.lead)) continue;
			if (wasToldToUseAnotherKey(story, run, item.lead.key)) continue;
			if (item.status === 'unknown' && (isUncertain || mayBeTaken)) continue;
			report(
				'nothing lost',
				run,
				`${String(item.status)} for “${group}” without any fault: ${item.description}`,
			);
		}
	}
}

/** That its key stays free shows when a later execution sends it: see checkLast. */
function checkKeptBack(story: Story, run: Run, report: Report): void {
	for (const lead of run.leads.filter((each) => isKeptBack(story.scenario, each))) {
		const group = groupOfLead(lead, run, story.scenario.hasIds);
		if (story.sends.some((send) => send.run === run.index && send.group === group)) {
			report('kept back', run, `“${group}” was sent although a calling rule keeps it back`);
		}
	}
}

/** n8n's database failed, and the node reported it. */
const wasToldToUseAnotherKey = (
	{ runs }: Story,
	{ index }: Run,
	key: string | undefined,
): boolean =>
	runs
		.slice(0, index)
		.some(
			({ ending, leads }) =>
				(ending.kind === 'items' &&
					ending.items.some(
						({ description }, item) => /new key/.test(description) && leads[item].key === key,
					)) ||
				(ending.kind === 'failed' && /new key/.test(ending.message)),
		);

function checkSends(story: Story, report: Report): void {
	// Repeating an update or removal is harmless, because it does not cause a call.
	const isHarmless = ({ isBare503, group }: Send) => isBare503 && !group.startsWith('add ');
	const risky = story.sends.filter((send) => !send.isCertainlyUnprocessed && !isHarmless(send));
	for (const group of new Set(risky.map((send) => send.group))) {
		const ofGroup = risky.filter((send) => send.group === group);
		for (const chain of new Set(story.runs.map((run) => run.chain))) {
			const sent = ofGroup.filter((send) => chainOf(story, send) === chain).length;
			const runs = story.runs.filter((run) => run.chain === chain);
			const most = Math.max(...runs.map((run) => membersOf(story, run, group).length));
			if (sent > most) {
				report(
					'never twice',
					undefined,
					`“${group}” was sent ${sent} times by one execution, and each request may have been processed`,
				);
			}
		}
		const keys = new Set(
			story.runs.flatMap((run) => membersOf(story, run, group).map(({ key }) => key)),
		);
		if (story.scenario.isKeyed && ofGroup.length > keys.size) {
			report(
				'never twice',
				undefined,
				`“${group}” was sent ${ofGroup.length} times in total, but has ${keys.size} keys`,
			);
		}
	}
	if (!story.scenario.isKeyed) return;
	const keys = new Set(story.runs.flatMap(({ leads }) => leads.map(({ key }) => key)));
	if (risky.length > keys.size) {
		report('never twice', undefined, `${risky.length} leads were sent for ${keys.size} keys`);
	}
}

type Member = OutputItem & { readonly lead: Lead };

/** The output items of a run, grouped by calls that the service cannot tell apart. */
function groupsOf({ scenario }: Story, run: Run): Map<string, Member[]> {
	const groups = new Map<string, Member[]>();
	if (run.ending.kind !== 'items' || run.ending.items.length !== run.leads.length) return groups;
	run.ending.items.forEach((item, index) => {
		const lead = run.leads[index];
		const group = groupOfLead(lead, run, scenario.hasIds);
		groups.set(group, [...(groups.get(group) ?? []), { ...item, lead }]);
	});
	return groups;
}

const membersOf = ({ scenario }: Story, run: Run, group: string): readonly Lead[] =>
	run.leads.filter((lead) => groupOfLead(lead, run, scenario.hasIds) === group);

const takenBefore = ({ sends }: Story, run: Run, group: string): readonly Send[] =>
	sends.filter((send) => send.group === group && send.taken && send.sequence <= run.to);

const chainOf = ({ runs }: Story, send: Send): number => runs[send.run].chain;

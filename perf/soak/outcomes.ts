import { groupBy, type Lead } from '../../e2e/mainJob/leadJob';
import type { DialedCall } from '../../simulator';

export interface OutcomeCheck {
	readonly calls: number;
	/** Outcomes of the customer's leg that n8n accepted. */
	readonly delivered: number;
	/** Lines of the file, one for each execution. */
	readonly received: number;
	readonly lost: number;
	readonly doubled: number;
	/** Not what the dialer reports, or for a call that does not exist. */
	readonly wrong: number;
	/** Failed delivery attempts by cause. Most were repeated. */
	readonly failedTries: Readonly<Record<string, number>>;
	readonly examples: readonly string[];
}

const maxExamples = 20;
const agentLeg = 'ProductiveCall Leg1';

/** The minimum and maximum number of lines for a call. */
function expectedLines({ notifications }: DialedCall): { least: number; most: number } {
	const ofCustomer = notifications.filter(
		({ kind, event }) => kind === 'cdr' && event !== agentLeg,
	);
	const delivered = ofCustomer.filter(({ state }) => state === 'delivered');
	return {
		least: new Set(delivered.map(({ event }) => event)).size,
		most: new Set(ofCustomer.map(({ event }) => event)).size,
	};
}

const isTrue = (line: Lead, { lead, outcome }: DialedCall): boolean =>
	line.phone === lead.phone &&
	line.status === outcome?.status &&
	line.lead_id === String(lead.customData.var_lead_id ?? '');

function failedTries(calls: readonly DialedCall[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { tries, state } of calls.flatMap(({ notifications }) => notifications)) {
		const failed = state === 'delivered' ? tries.slice(0, -1) : tries;
		for (const { failure, status } of failed) {
			const reason = failure ?? `HTTP ${status}`;
			counts[reason] = (counts[reason] ?? 0) + 1;
		}
	}
	return counts;
}

/** Checks the file of outcomes against the calls and notifications of the simulator. */
export function checkOutcomes(calls: readonly DialedCall[], lines: readonly Lead[]): OutcomeCheck {
	const linesOf = groupBy(lines, ({ call_id }) => call_id);
	const counts = { delivered: 0, lost: 0, doubled: 0, wrong: 0 };
	const examples: string[] = [];
	const note = (text: string) => {
		if (examples.length < maxExamples) examples.push(text);
	};
	for (const call of calls) {
		const own = linesOf.get(call.id) ?? [];
		const { least, most } = expectedLines(call);
		linesOf.delete(call.id);
		counts.delivered += least;
		if (own.length < least) {
			counts.lost += least - own.length;
			note(`${call.id} was delivered ${least} times, but is in the file ${own.length} times`);
		}
		if (own.length > most) {
			counts.doubled += own.length - most;
			note(`${call.id} has ${own.length} lines`);
		}
		if (!own.every((line) => isTrue(line, call))) {
			counts.wrong++;
			note(`${call.id}: ${JSON.stringify(own)}, but the dialer has ${call.outcome?.status}`);
		}
	}
	for (const id of linesOf.keys()) {
		counts.wrong++;
		note(`There is an outcome for call ${id}, which does not exist`);
	}
	return {
		...counts,
		failedTries: failedTries(calls),
		calls: calls.length,
		received: lines.length,
		examples,
	};
}

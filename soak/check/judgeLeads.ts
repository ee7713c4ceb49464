import type { LeadBook } from './LeadBook';
import { verdicts, type SoakVerdict } from './verdicts';

export interface LeadJudgement {
	readonly inputs: number;
	readonly byVerdict: Readonly<Record<SoakVerdict, number>>;
	readonly accepted: number;
	/** Leads that came out as `unknown`, of which the service has so many. */
	readonly unknown: { readonly accepted: number; readonly notAccepted: number };
	/** Not accepted, and nothing tells so. */
	readonly lost: number;
	/** Accepted more than once. */
	readonly doubled: number;
	/** A verdict that is not true, missing or too many; items of nobody. */
	readonly wrong: number;
	/** The first of those that are not well, in words. */
	readonly examples: readonly string[];
}

const examplesKept = 20;
const telling: readonly SoakVerdict[] = ['rejected', 'unknown', 'notSent'];
const allowing: readonly SoakVerdict[] = ['added', 'unknown'];

const total = (column: Uint8Array) => column.reduce((sum, value) => sum + value, 0);

/** Holds every verdict against the service's own book. */
export function judgeLeads(book: LeadBook): LeadJudgement {
	const { given, inputs, accepted, strangers } = book;
	const counts = { lost: 0, doubled: 0, wrong: strangers };
	const unknown = { accepted: 0, notAccepted: 0 };
	const examples = strangers > 0 ? [`${strangers} items belong to no lead or have no verdict`] : [];
	for (let lead = 0; lead < book.leads; lead++) {
		const said = (which: readonly SoakVerdict[]) => which.some((one) => given[one][lead] > 0);
		const isAccepted = accepted[lead] > 0;
		const count = verdicts.reduce((sum, verdict) => sum + given[verdict][lead], 0);
		if (given.unknown[lead] > 0) unknown[isAccepted ? 'accepted' : 'notAccepted']++;
		const isLost = inputs[lead] > 0 && !isAccepted && !said(telling);
		const isDoubled = accepted[lead] > 1;
		const isUntrue = isAccepted ? !said(allowing) : said(['added']);
		const isWrong = isUntrue || count !== inputs[lead];
		if (isLost) counts.lost++;
		if (isDoubled) counts.doubled++;
		if (isWrong) counts.wrong++;
		if ((isLost || isDoubled || isWrong) && examples.length < examplesKept) {
			const verdictsGiven = verdicts.filter((verdict) => given[verdict][lead] > 0).join(', ');
			examples.push(
				`L-${lead}: ${inputs[lead]} times in, ${count} verdicts (${verdictsGiven}), accepted ${accepted[lead]} times`,
			);
		}
	}
	return {
		...counts,
		inputs: total(inputs),
		byVerdict: Object.fromEntries(
			verdicts.map((verdict) => [verdict, total(given[verdict])]),
		) as Record<SoakVerdict, number>,
		accepted: total(accepted),
		unknown,
		examples,
	};
}

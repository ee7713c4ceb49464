import { statusIn } from '../../e2e/n8n/Execution';
import { leadNumber } from './leads';

/** `skipped`: by its idempotency key. `notSent`: `skipped` on the error output, because of an error. */
export const verdicts = ['added', 'rejected', 'unknown', 'skipped', 'notSent'] as const;

type SoakVerdict = (typeof verdicts)[number];

/** For each lead, in a few bytes: how often it went in, was accepted, and got each verdict. */
export class LeadTally {
	readonly inputs: Uint8Array;

	readonly accepted: Uint8Array;

	/** How often each lead got each verdict. */
	readonly given: Readonly<Record<SoakVerdict, Uint8Array>>;

	/** Items without a verdict, or that match no lead. */
	unmatched = 0;

	constructor(readonly leads: number) {
		const column = () => new Uint8Array(leads);
		this.inputs = column();
		this.accepted = column();
		this.given = Object.fromEntries(verdicts.map((verdict) => [verdict, column()])) as Record<
			SoakVerdict,
			Uint8Array
		>;
	}

	noteInput(phone: string): void {
		this.note(this.inputs, phone);
	}

	noteAccepted(phone: string, times: number): void {
		this.note(this.accepted, phone, times);
	}

	/** @param item an output item; on the error output it has the fields of its input */
	noteVerdict(item: Readonly<Record<string, unknown>>, phone = item.target ?? item.phone): void {
		const verdict = readVerdict(item);
		if (verdict === undefined) this.unmatched++;
		else this.note(this.given[verdict], String(phone));
	}

	private note(column: Uint8Array, phone: string, times = 1): void {
		const number = leadNumber(phone, this.leads);
		if (number === undefined) this.unmatched++;
		else column[number] += times;
	}
}

export interface LeadCheck {
	readonly inputs: number;
	readonly byVerdict: Readonly<Record<SoakVerdict, number>>;
	readonly accepted: number;
	/** Leads with the verdict `unknown`, by what the service did with them. */
	readonly unknown: { readonly accepted: number; readonly notAccepted: number };
	/** Not accepted, and no verdict says so. */
	readonly lost: number;
	/** Accepted more than once. */
	readonly doubled: number;
	/** Wrong, missing or extra verdicts, and unmatched items. */
	readonly wrong: number;
	/** Descriptions of the first failures. */
	readonly examples: readonly string[];
}

const maxExamples = 20;
const reportsFailure: readonly SoakVerdict[] = ['rejected', 'unknown', 'notSent'];
const allowsAccepted: readonly SoakVerdict[] = ['added', 'unknown'];

const total = (column: Uint8Array) => column.reduce((sum, value) => sum + value, 0);

/** Checks every verdict against the leads that the service accepted. */
export function checkLeads(tally: LeadTally): LeadCheck {
	const { given, inputs, accepted, unmatched } = tally;
	const counts = { lost: 0, doubled: 0, wrong: unmatched };
	const unknown = { accepted: 0, notAccepted: 0 };
	const examples = unmatched > 0 ? [`${unmatched} items belong to no lead or have no verdict`] : [];
	for (let lead = 0; lead < tally.leads; lead++) {
		const said = (which: readonly SoakVerdict[]) => which.some((one) => given[one][lead] > 0);
		const isAccepted = accepted[lead] > 0;
		const count = verdicts.reduce((sum, verdict) => sum + given[verdict][lead], 0);
		if (given.unknown[lead] > 0) unknown[isAccepted ? 'accepted' : 'notAccepted']++;
		const isLost = inputs[lead] > 0 && !isAccepted && !said(reportsFailure);
		const isDoubled = accepted[lead] > 1;
		const isUntrue = isAccepted ? !said(allowsAccepted) : said(['added']);
		const isWrong = isUntrue || count !== inputs[lead];
		if (isLost) counts.lost++;
		if (isDoubled) counts.doubled++;
		if (isWrong) counts.wrong++;
		if ((isLost || isDoubled || isWrong) && examples.length < maxExamples) {
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

const known: ReadonlySet<string> = new Set(verdicts);

/** The verdict in an output item, if it has one. */
export function readVerdict(json: Readonly<Record<string, unknown>>): SoakVerdict | undefined {
	const status = statusIn(json) ?? '';
	if (json.error !== undefined && status === 'skipped') return 'notSent';
	return known.has(status) ? (status as SoakVerdict) : undefined;
}

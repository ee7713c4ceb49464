import { numberOf } from '../leads/numberOf';
import { readVerdict } from './readVerdict';
import { verdicts, type SoakVerdict } from './verdicts';

/** What went into n8n, what came out and what the service has, lead by lead in a few bytes each. */
export class LeadBook {
	readonly inputs: Uint8Array;

	readonly accepted: Uint8Array;

	/** How often each verdict was given on each lead. */
	readonly given: Readonly<Record<SoakVerdict, Uint8Array>>;

	/** Items that no lead of the soak belongs to, or that say nothing of it. */
	strangers = 0;

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

	/** @param item as the node gave it out; on the error output it has the fields of its input */
	noteVerdict(item: Readonly<Record<string, unknown>>, phone = item.target ?? item.phone): void {
		const verdict = readVerdict(item);
		if (verdict === undefined) this.strangers++;
		else this.note(this.given[verdict], String(phone));
	}

	private note(column: Uint8Array, phone: string, times = 1): void {
		const number = numberOf(phone, this.leads);
		if (number === undefined) this.strangers++;
		else column[number] += times;
	}
}

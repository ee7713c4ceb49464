import { makeLeads, type CsvLead } from '../leads';
import type { SoakScale } from './scale';

/** A line of a file. */
interface SoakLead extends CsvLead {
	readonly campaign: string;
}

/** Of the file before with the same kind: so many of its leads come once more. */
const repeatedShare = 0.01;
const keyedEvery = 4;

/** One of the day's files. */
export class LeadFile {
	constructor(
		readonly index: number,
		private readonly scale: SoakScale,
		private readonly campaigns: readonly string[],
	) {}

	/** Every fourth file's leads carry a key, so that leads which come twice are known. */
	get hasKeys(): boolean {
		return this.index % keyedEvery === 1;
	}

	/** When it comes, in milliseconds from the start. */
	get atMs(): number {
		return (this.index * this.scale.minutes * 60_000) / this.scale.files;
	}

	leads(): readonly SoakLead[] {
		return [...this.repeated(), ...this.ofFile(this.index)];
	}

	private repeated(): readonly SoakLead[] {
		if (!this.hasKeys || this.index < keyedEvery) return [];
		const before = this.ofFile(this.index - keyedEvery);
		return before.slice(0, Math.ceil(before.length * repeatedShare));
	}

	private ofFile(index: number): readonly SoakLead[] {
		const { bulkLeads, files } = this.scale;
		const from = Math.floor((index * bulkLeads) / files);
		const to = Math.floor(((index + 1) * bulkLeads) / files);
		return leadsBetween(from, to, this.campaigns[index % this.campaigns.length]);
	}
}

const badEvery = 997;
const dueEvery = 1000;
const later = new Date(Date.now() + 366 * 24 * 3600_000).toISOString();

/** A few phone numbers are none, a few leads may be called at once, the others a year later. */
const leadsBetween = (from: number, to: number, campaign: string): SoakLead[] =>
	makeLeads(to - from, from).map((lead, index) => {
		const number = from + index;
		return {
			...lead,
			phone: number % badEvery === 0 ? `x${lead.phone}` : lead.phone,
			callAfter: number % dueEvery === 1 ? '' : later,
			campaign,
		};
	});

const digits = 8;
const first = 10_000_000;

/** Which lead a phone number belongs to, however it is written; `undefined` for a stranger's. */
export function leadNumber(phone: string, leads: number): number | undefined {
	const number = Number(phone.replace(/\D/g, '').slice(-digits)) - first;
	return number >= 0 && number < leads ? number : undefined;
}

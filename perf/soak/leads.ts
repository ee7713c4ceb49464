import { makeLeads, type CsvLead } from '../leads';
import type { SoakScale } from './scale';

/** A row of a file. */
interface SoakLead extends CsvLead {
	readonly campaign: string;
}

/** The share of leads from the previous file with keys that a file repeats. */
const repeatedShare = 0.01;
const keyedEvery = 4;

/** One of the day's files. */
export class LeadFile {
	constructor(
		readonly index: number,
		private readonly scale: SoakScale,
		private readonly campaigns: readonly string[],
	) {}

	/** The leads of every fourth file have a key, so that repeated leads are recognized. */
	get hasKeys(): boolean {
		return this.index % keyedEvery === 1;
	}

	/** When the file arrives, in milliseconds from the start. */
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

/** A few phone numbers are invalid, a few leads may be called immediately, the others in a year. */
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

/** The number of the lead with this phone number, in any format; `undefined` if there is none. */
export function leadNumber(phone: string, leads: number): number | undefined {
	const number = Number(phone.replace(/\D/g, '').slice(-digits)) - first;
	return number >= 0 && number < leads ? number : undefined;
}

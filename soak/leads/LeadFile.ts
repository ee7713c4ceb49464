import type { Scale } from '../Scale';
import { leadsBetween } from './leadsBetween';
import type { SoakLead } from './SoakLead';

/** Of the file before with the same kind: so many of its leads come once more. */
const repeatedShare = 0.01;
const keyedEvery = 4;

/** One of the day's files. */
export class LeadFile {
	constructor(
		readonly index: number,
		private readonly scale: Scale,
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

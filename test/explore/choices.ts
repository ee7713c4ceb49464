/** What a deviation from the good course is charged to. */
export type Kind = 'fault' | 'switch' | 'kill';

/** How far a history may be from the good one. */
export interface Bounds {
	readonly total: number;
	/** The service, the queue or the database misbehaves. */
	readonly fault: number;
	/** Another process, request or timer goes first. */
	readonly switch: number;
	/** The process dies. */
	readonly kill: number;
}

export interface Alternative {
	readonly label: string;
	readonly kind: Kind;
}

export interface Choice {
	readonly question: string;
	readonly answer: string;
	readonly chosen: number;
	/** Larger ones within the bounds that no earlier history of this place has taken. */
	readonly open: readonly number[];
}

/** Decides where nothing is prescribed: 0 is the good course. */
export type Decide = (allowed: readonly number[]) => number;

const alwaysGood: Decide = () => 0;

/** Every decision of a history: first those of a prefix, then by a rule. */
export class Choices {
	readonly made: Choice[] = [];

	private readonly spent: Record<Kind, number> = { fault: 0, switch: 0, kill: 0 };

	constructor(
		private readonly prefix: readonly number[],
		private readonly bounds: Bounds,
		private readonly decide: Decide = alwaysGood,
	) {}

	get deviations(): number {
		return this.spent.fault + this.spent.switch + this.spent.kill;
	}

	get faults(): number {
		return this.spent.fault;
	}

	/** @returns 0 for the good course, or 1 + the index of the alternative */
	choose(question: string, good: string, alternatives: readonly Alternative[]): number {
		const allowed: number[] = [];
		for (let index = 0; index < alternatives.length; index++) {
			if (this.isWithinBounds(alternatives[index].kind)) allowed.push(index + 1);
		}
		const prescribed = this.prefix[this.made.length];
		const chosen = prescribed ?? this.decide(allowed);
		const alternative = alternatives.at(chosen - 1);
		if (chosen > alternatives.length || (chosen > 0 && alternative === undefined)) {
			throw new Error(`There is no alternative ${chosen} to “${good}” at “${question}”`);
		}
		if (chosen > 0 && alternative !== undefined) this.spent[alternative.kind]++;
		const answer = chosen > 0 ? (alternative?.label ?? '') : good;
		this.made.push({ question, answer, chosen, open: allowed.filter((index) => index > chosen) });
		return chosen;
	}

	/** The choices as a text for `--replay`, without the good ones at the end. */
	get path(): string {
		return pathOf(this.made.map(({ chosen }) => chosen));
	}

	private isWithinBounds(kind: Kind): boolean {
		return this.deviations < this.bounds.total && this.spent[kind] < this.bounds[kind];
	}
}

/** Runs of good choices are written as their number: `12*0` for twelve of them. */
export function pathOf(chosen: readonly number[]): string {
	const parts: string[] = [];
	let good = 0;
	for (const index of chosen) {
		if (index === 0) {
			good++;
			continue;
		}
		if (good > 0) parts.push(good === 1 ? '0' : `${good}*0`);
		good = 0;
		parts.push(String(index));
	}
	return parts.join('.');
}

export function choicesIn(path: string): number[] {
	if (path === '') return [];
	return path.split('.').flatMap((part) => {
		const [count, value] = part.includes('*') ? part.split('*').map(Number) : [1, Number(part)];
		if (!Number.isInteger(value)) throw new Error(`“${part}” is no choice`);
		return new Array<number>(count).fill(value);
	});
}

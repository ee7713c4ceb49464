/** The kinds of deviations from the normal course. */
export type Kind = 'fault' | 'switch' | 'kill';

/** The maximum deviations of a history from the normal course. */
export interface Bounds {
	readonly total: number;
	/** The service, the queue or the database fails. */
	readonly fault: number;
	/** Another process, request or timer runs first. */
	readonly switch: number;
	/** The process is killed. */
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
	/** Alternatives within the bounds that no earlier history has taken at this choice. */
	readonly open: readonly number[];
}

/** Makes the choices after the prefix. 0 is the normal course. */
export type Decide = (allowed: readonly number[]) => number;

const alwaysGood: Decide = () => 0;

/** All choices of a history: first those of a prefix, then by a rule. */
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

	/** @returns 0 for the normal course, or 1 + the index of the alternative */
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

	/** The choices as text for `--replay`, without trailing normal ones. */
	get path(): string {
		return pathOf(this.made.map(({ chosen }) => chosen));
	}

	private isWithinBounds(kind: Kind): boolean {
		return this.deviations < this.bounds.total && this.spent[kind] < this.bounds[kind];
	}
}

/** Abbreviates runs of normal choices: `12*0` stands for twelve. */
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
		if (!Number.isInteger(value)) throw new Error(`“${part}” is not a choice`);
		return new Array<number>(count).fill(value);
	});
}

interface Rule {
	readonly after?: number;
	readonly times?: number;
}

/** Rules, and how often each has had its turn. */
export class Turns<R extends Rule> {
	private rules: Array<{ readonly rule: R; seen: number }> = [];

	set(rules: readonly R[]): void {
		this.rules = rules.map((rule) => ({ rule, seen: 0 }));
	}

	/** The first rule that matches and whose turn it is. */
	take(matches: (rule: R) => boolean): R | undefined {
		for (const state of this.rules) {
			const { rule } = state;
			if (!matches(rule)) continue;
			const turn = state.seen++ - (rule.after ?? 0);
			if (turn >= 0 && turn < (rule.times ?? Infinity)) return rule;
		}
		return undefined;
	}
}

import type { SimulatedMethod } from '../SimulatedMethod';

/** A number for each method, and one for all. */
class Tally {
	all = 0;

	readonly byMethod: Partial<Record<SimulatedMethod, number>> = {};

	of(method?: SimulatedMethod): number {
		return (method && this.byMethod[method]) ?? 0;
	}

	add(method: SimulatedMethod | undefined, count: number): void {
		this.all += count;
		if (method) this.byMethod[method] = this.of(method) + count;
	}

	raiseTo(other: Tally, method?: SimulatedMethod): void {
		this.all = Math.max(this.all, other.all);
		if (method) this.byMethod[method] = Math.max(this.of(method), other.of(method));
	}
}

/** How many requests came, and how many were under way at once. */
export class Traffic {
	readonly requests = new Tally();

	readonly inFlight = new Tally();

	readonly maxInFlight = new Tally();

	/** Notes an arrival; the function that comes back notes its end, once. */
	arrive(method?: SimulatedMethod): () => void {
		this.requests.add(method, 1);
		this.inFlight.add(method, 1);
		this.maxInFlight.raiseTo(this.inFlight, method);
		let isOver = false;
		return () => {
			if (!isOver) this.inFlight.add(method, -1);
			isOver = true;
		};
	}
}

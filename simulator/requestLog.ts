import type { Encoding } from '../nodes/VoicenterDialer/api/methods';
import type { Fault } from './faults/faults';
import type { SimulatedMethod } from './parse/methodShape';

/** One request and what became of it, as the log shows it. */
export interface Exchange {
	readonly sequence: number;
	readonly verb: string;
	readonly path: string;
	/** Path and query string. */
	readonly url: string;
	readonly contentType: string;
	/** Milliseconds since 1970, with fractions. */
	readonly arrivedAt: number;
	/** Requests under way when it came, itself among them. */
	readonly inFlight: number;
	/** Absent for an address that is no method's. */
	method?: SimulatedMethod;
	encoding?: Encoding;
	/** As sent: a JSON value, or an object of texts. */
	parameters?: unknown;
	rawBody?: string;
	violations: readonly string[];
	fault?: Fault;
	/** What was sent, or for a lost answer what it would have been. */
	answer?: { readonly status: number; readonly body: string };
	/** When the answer was ready to go, or the connection was ended. */
	answeredAt?: number;
}

/** A number for each method, and one for all. */
class MethodCounter {
	all = 0;

	readonly byMethod: Partial<Record<SimulatedMethod, number>> = {};

	of(method?: SimulatedMethod): number {
		return (method && this.byMethod[method]) ?? 0;
	}

	add(method: SimulatedMethod | undefined, count: number): void {
		this.all += count;
		if (method) this.byMethod[method] = this.of(method) + count;
	}

	raiseTo(other: MethodCounter, method?: SimulatedMethod): void {
		this.all = Math.max(this.all, other.all);
		if (method) this.byMethod[method] = Math.max(this.of(method), other.of(method));
	}
}

/** How many requests came, and how many were under way at once. */
export class Traffic {
	readonly requests = new MethodCounter();

	readonly inFlight = new MethodCounter();

	readonly maxInFlight = new MethodCounter();

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

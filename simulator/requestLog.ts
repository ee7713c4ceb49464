import type { Encoding } from '../nodes/VoicenterDialer/api/methods';
import type { Fault } from './faults/faults';
import type { SimulatedMethod } from './parse/methodShape';

/** One request and its answer, as logged. */
export interface Exchange {
	readonly sequence: number;
	readonly verb: string;
	readonly path: string;
	/** Path and query string. */
	readonly url: string;
	readonly contentType: string;
	/** Milliseconds since 1970, with fractions. */
	readonly arrivedAt: number;
	/** Requests in flight when it arrived, including itself. */
	readonly inFlight: number;
	/** Absent for a URL that is not a method's. */
	method?: SimulatedMethod;
	encoding?: Encoding;
	/** As sent: a JSON value, or an object of texts. */
	parameters?: unknown;
	rawBody?: string;
	violations: readonly string[];
	/** What the request leaves open, although the guide allows it. */
	notes: readonly string[];
	fault?: Fault;
	/** The answer that was sent, or would have been if it was lost. */
	answer?: { readonly status: number; readonly body: string };
	/** When the answer was ready or the connection ended. */
	answeredAt?: number;
}

/** A count per method and overall. */
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

/** Counts requests and requests in flight. */
export class Traffic {
	readonly requests = new MethodCounter();

	readonly inFlight = new MethodCounter();

	readonly maxInFlight = new MethodCounter();

	/** Counts an arrival. The returned function counts its end, once. */
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

import type { Encoding } from '../../nodes/VoicenterDialer/api/methods';
import type { SimulatedMethod } from '../SimulatedMethod';
import type { Fault } from '../faults/Fault';

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

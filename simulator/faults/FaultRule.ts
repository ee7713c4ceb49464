import type { SimulatedMethod } from '../SimulatedMethod';
import type { Fault } from './Fault';

/** When a fault happens. Whatever is left out matches everything; the first rule that matches counts. */
export interface FaultRule {
	readonly method?: SimulatedMethod;
	/** Any of the request's targets, however it is written. */
	readonly target?: string;
	readonly campaign?: string;
	/** So many matching requests go well first. */
	readonly after?: number;
	/** Then so many fail; all of them unless said otherwise. */
	readonly times?: number;
	readonly fault: Fault;
}

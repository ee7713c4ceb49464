import type { Fault } from '../../simulator';

export type LeadOperation = 'add' | 'addMany';

/** One thing that goes wrong, and whom it hits. */
export interface FaultCase {
	readonly name: string;
	/** Absent: all goes well on the service's side. */
	readonly fault?: Fault;
	/** So many requests meet it, the first ones. */
	readonly times?: Readonly<Record<LeadOperation, number>>;
	/** Both unless said otherwise. */
	readonly operations?: readonly LeadOperation[];
	/** Some of the leads are no good, so that verdicts differ within one request. */
	readonly hasBadLeads?: boolean;
	/** The campaign's pending calls cannot be read either. */
	readonly isQueueUnreadable?: boolean;
	readonly timeoutMs?: number;
	/** Belongs into the short form. */
	readonly isShort?: boolean;
}

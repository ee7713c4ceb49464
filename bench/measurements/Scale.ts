/** How much is measured; small while the bench itself is worked on. */
export interface Scale {
	readonly rounds: number;
	readonly leads: number;
	readonly singleLeads: number;
	readonly pendingCalls: number;
	readonly events: number;
	/** Limits of n8n's heap, in MB. */
	readonly heaps: readonly number[];
	/** In the loop; 0: it is left out. */
	readonly loopLeads: number;
}

/** A lead as its file has it: all text. */
export interface BenchLead {
	readonly phone: string;
	readonly callerId: string;
	readonly callerName: string;
	readonly customerName: string;
	readonly priority: string;
	readonly callAfter: string;
	readonly lead_id: string;
	readonly product: string;
}

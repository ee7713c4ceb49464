/** One lead in one request. */
export interface Sending {
	readonly leadId: string;
	/** The answer leaves it open, or the request was carried out. */
	readonly mayBeDone: boolean;
}

/** What can be changed while the simulator runs. */
export interface SimulatorOptions {
	/** Answer an offence against the guide with ErrorCode 2; otherwise only record it. */
	strict: boolean;
	/** On which methods a missing Code is an error. */
	requireCode: 'everyRequest' | 'campaignListOnly';
	/** Answer 403, as the service does to an address that is not allow-listed. */
	forbidden: boolean;
	/** How long every answer takes. */
	latencyMs: number;
	/**
	 * `counts` keeps numbers only, for requests by the hundred thousand; `leads` besides them the calls
	 * that were dialed, and which leads were sent again.
	 */
	log: 'full' | 'leads' | 'counts';
	/** `guide` leaves out what only the vendor's practice knows (AddResult, awaiting calls). */
	answers: 'vendor' | 'guide';
}

export const defaultOptions: Readonly<SimulatorOptions> = {
	strict: true,
	requireCode: 'everyRequest',
	forbidden: false,
	latencyMs: 0,
	log: 'full',
	answers: 'vendor',
};

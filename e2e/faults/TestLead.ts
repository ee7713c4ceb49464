export interface TestLead extends Record<string, unknown> {
	readonly id: string;
	readonly phone: string;
	/** It can never be accepted. */
	readonly isBad: boolean;
}

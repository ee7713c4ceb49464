/** A server that n8n needs in queue mode, with a data folder of its own. */
export interface Service {
	/** What n8n has to be told to find it. */
	readonly environment: NodeJS.ProcessEnv;
	/** Ends it as a power cut does; what it has written stays. */
	kill(): Promise<void>;
	startAgain(): Promise<void>;
}

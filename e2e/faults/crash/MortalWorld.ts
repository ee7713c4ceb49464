import type { World } from '../../world/World';

/** A world whose n8n can die and be started again with all that it has stored. */
export interface MortalWorld extends World {
	/** Ends n8n as a power cut does. */
	kill(): Promise<void>;
	startAgain(): Promise<MortalWorld>;
	stop(): Promise<void>;
}

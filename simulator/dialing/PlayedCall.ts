import type { Account } from '../state/Account';
import type { Call } from '../state/Call';
import type { Campaign } from '../state/Campaign';
import type { PlayedOutcome } from './Outcome';

/** A call as it is made: everything that its notifications tell. */
export interface PlayedCall {
	/** `ivruniqueid`. */
	readonly id: string;
	readonly account: Account;
	readonly campaign: Campaign;
	readonly lead: Call;
	/** SIP code of the agent who is kept free for it; IVR and predictive campaigns need none. */
	readonly agent?: string;
	readonly startedAtMs: number;
	readonly outcome: PlayedOutcome;
	readonly timeZone: string;
	readonly hasAiData: boolean;
}

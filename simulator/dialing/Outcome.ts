import type { CallStatus } from '../../nodes/VoicenterDialer/api/methods';

/** How a call shall go. Seconds that are left out are chosen by the seeded chance. */
export type Outcome =
	| CallStatus
	| {
			readonly status: CallStatus;
			readonly ringSeconds?: number;
			readonly talkSeconds?: number;
	  };

/**
 * How calls go. The first that applies counts: the phone number, a custom variable, the script, chance.
 * Of a list, each further call of the same number or value takes the next, and the last one stays.
 */
export interface OutcomePlan {
	/** By phone number, however it is written. */
	readonly byPhone?: Readonly<Record<string, Outcome | readonly Outcome[]>>;
	/** By name of a custom variable (with its `var_`), then by its value. */
	readonly byVariable?: Readonly<
		Record<string, Readonly<Record<string, Outcome | readonly Outcome[]>>>
	>;
	/** The calls that nothing above names, in the order in which they are dialed, until the list ends. */
	readonly inOrder?: readonly Outcome[];
	/** Then chance: how often each status comes, as shares of their sum. */
	readonly weights?: Readonly<Partial<Record<CallStatus, number>>>;
}

/** How a call went. */
export interface PlayedOutcome {
	readonly status: CallStatus;
	readonly ringSeconds: number;
	/** From the answer to the end, whoever or whatever it was that answered. */
	readonly talkSeconds: number;
}

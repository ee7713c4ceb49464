import type { Payload } from './Payload';

export type EventKind = 'callEnded' | 'ringing' | 'answered' | 'hungUp';

export type Leg = 'customer' | 'agent';

/** What became of a call, or what it does just now. The names are saved in workflows. */
export interface CallEvent {
	readonly event: EventKind;
	/** The same for each delivery of one event; two tries of one agent in a call differ in it. */
	readonly eventId: string;
	/** Common to both legs of a call. */
	readonly callId: string;
	readonly leg: Leg;
	/** The person called, or calling, whichever leg it is; in one form for each number. */
	readonly phone: string | null;
	readonly status: string | null;
	readonly answered: boolean | null;
	readonly durationSeconds: number | null;
	readonly waitSeconds: number | null;
	readonly startedAt: string | null;
	readonly agent: { readonly name: string | null; readonly code: string | null };
	readonly queue: { readonly id: number | string | null; readonly name: string | null };
	readonly extension: string | null;
	readonly recordingUrl: string | null;
	/** Names as they were sent, without `var_`. */
	readonly customVariables: Payload;
	readonly ai?: Payload;
}

import { IANAZone } from 'luxon';
import { stableCode } from '../random';
import type { Account, Campaign } from '../state/account';
import type { Call } from '../state/call';
import type { CallOutcome } from './outcomes';

/** A call as it is made: everything that its notifications tell. */
export interface SimulatedCall {
	/** `ivruniqueid`. */
	readonly id: string;
	readonly account: Account;
	readonly campaign: Campaign;
	readonly lead: Call;
	/** SIP code of the agent who is kept free for it; IVR and predictive campaigns need none. */
	readonly agent?: string;
	readonly startedAtMs: number;
	readonly outcome: CallOutcome;
	readonly timeZone: string;
	readonly hasAiData: boolean;
}

/** A call's `ivruniqueid`, of the vendor's form: the hour it began, then what makes it the only one. */
export function callId(
	dialing: string,
	sequence: number,
	startedAtMs: number,
	timeZone: string,
): string {
	const local = new Date(localSeconds(startedAtMs, timeZone) * 1000).toISOString();
	const hour = local.slice(0, 13).replace(/\D/g, '');
	return `${hour}${stableCode(dialing, 6)}${String(sequence).padStart(6, '0')}`;
}

const stableNumber = (name: string, below: number): number =>
	Number.parseInt(stableCode(name, 8), 16) % below;

const nineDigits = 900_000_000;

/** The queue's id that CDR notifications name. */
export const queueIdOf = ({ code }: Campaign): number =>
	100_000_000 + stableNumber(`queue ${code}`, nineDigits);

/** The number that the called person sees when the lead came without one. */
export const callerIdOf = ({ code }: Campaign): string =>
	`07230${String(stableNumber(`caller ${code}`, 100_000)).padStart(5, '0')}`;

/** Epoch seconds of the wall clock in a zone: what the vendor sends as `time` (vendor's practice). */
export function localSeconds(ms: number, timeZone: string): number {
	const offsetMinutes = IANAZone.create(timeZone).offset(ms);
	return Math.floor(ms / 1000) + offsetMinutes * 60;
}

import { DateTime, IANAZone } from 'luxon';
import { stableCode } from '../random';
import type { Account, Campaign } from '../state/account';
import type { Call } from '../state/call';
import type { CallOutcome } from './outcomes';

/** A call in progress: everything that its notifications report. */
export interface SimulatedCall {
	/** `ivruniqueid`. */
	readonly id: string;
	readonly account: Account;
	readonly campaign: Campaign;
	readonly lead: Call;
	/** SIP code of the reserved agent. IVR and predictive campaigns need none. */
	readonly agent?: string;
	readonly startedAtMs: number;
	readonly outcome: CallOutcome;
	readonly timeZone: string;
	readonly hasAiData: boolean;
}

/** A call's `ivruniqueid` in the vendor's format: the hour it started, then a unique part. */
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

/** The queue id in CDR notifications. */
export const queueIdOf = ({ code }: Campaign): number =>
	100_000_000 + stableNumber(`queue ${code}`, nineDigits);

/** The caller id shown when the lead has none. */
export const callerIdOf = ({ code }: Campaign): string =>
	`07230${String(stableNumber(`caller ${code}`, 100_000)).padStart(5, '0')}`;

/** Local wall-clock time as epoch seconds, which is what the vendor sends as `time` (vendor's practice). */
export function localSeconds(ms: number, timeZone: string): number {
	const offsetMinutes = IANAZone.create(timeZone).offset(ms);
	return Math.floor(ms / 1000) + offsetMinutes * 60;
}

/** The reverse: epoch seconds of a local wall-clock time (IsDateLocal "true", vendor's practice). */
export const secondsOfLocal = (localSeconds: number, timeZone: string): number =>
	DateTime.fromSeconds(localSeconds, { zone: 'utc' })
		.setZone(timeZone, { keepLocalTime: true })
		.toUnixInteger();

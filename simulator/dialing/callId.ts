import { seedCode } from '../seed/seedCode';
import { localSeconds } from './localSeconds';

/** A call's `ivruniqueid`, of the vendor's form: the hour it began, then what makes it the only one. */
export function callId(
	dialing: string,
	sequence: number,
	startedAtMs: number,
	timeZone: string,
): string {
	const local = new Date(localSeconds(startedAtMs, timeZone) * 1000).toISOString();
	const hour = local.slice(0, 13).replace(/\D/g, '');
	return `${hour}${seedCode(dialing, 6)}${String(sequence).padStart(6, '0')}`;
}

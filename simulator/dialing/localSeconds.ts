import { IANAZone } from 'luxon';

/** Epoch seconds of the wall clock in a zone: what the vendor sends as `time` (vendor's practice). */
export function localSeconds(ms: number, timeZone: string): number {
	const offsetMinutes = IANAZone.create(timeZone).offset(ms);
	return Math.floor(ms / 1000) + offsetMinutes * 60;
}

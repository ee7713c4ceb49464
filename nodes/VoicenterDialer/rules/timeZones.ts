import { IANAZone } from 'luxon';
import { InputError } from '../api/failure';
import { completeIsraeliNumber } from '../api/phone';
import { timeZoneTable } from './timeZoneTable';

/** IANA time zones in which a person may be. Equal sets are one object. */
export type TimeZones = readonly [string, ...string[]];

const areaCodeLength = 4;
const northAmerican = /^1\d{10}$/;
const international = /^[2-9]\d{7,14}$/;

/**
 * The time zones in which a phone number may be, by its country or, in North America, its area code.
 * Longer prefixes say nothing: people keep their numbers when they move.
 * @param phone in canonical form
 * @returns `undefined` if the number does not tell
 */
export function timeZonesOfPhone(phone: string): TimeZones | undefined {
	zonesByCode ??= readTable();
	if (northAmerican.test(phone)) return zonesByCode.get(phone.slice(0, areaCodeLength));
	if (!international.test(phone) || completed(phone) !== phone) return undefined;
	return (
		zonesByCode.get(phone.slice(0, 2)) ??
		zonesByCode.get(phone.slice(0, 3)) ??
		zonesByCode.get(phone.slice(0, 1))
	);
}

const longestWithoutZero = 9;

/**
 * An Israeli number that has lost its zero, with its country code. Without it, it looks like a number of
 * another country.
 * @param phone in canonical form
 */
export const completed = (phone: string): string =>
	phone.length > longestWithoutZero ? phone : completeIsraeliNumber(phone);

let zonesByCode: ReadonlyMap<string, TimeZones> | undefined;

function readTable(): Map<string, TimeZones> {
	const zones = new Map<string, [string, ...string[]]>();
	let zone = '';
	for (const word of timeZoneTable.trim().split(/\s+/)) {
		if (word.includes('/')) zone = word;
		else {
			const others = zones.get(word);
			if (others === undefined) zones.set(word, [zone]);
			else others.push(zone);
		}
	}
	const sets = new Map<string, TimeZones>();
	return new Map(
		[...zones].map(([code, ofCode]) => {
			const set = sets.get(ofCode.join()) ?? ofCode;
			sets.set(ofCode.join(), set);
			return [code, set];
		}),
	);
}

const named = new Map<string, TimeZones>();
const mostNamed = 1000;

/** @throws InputError if there is no such time zone */
export function timeZonesOfName(name: string, field: string): TimeZones {
	const before = named.get(name);
	if (before !== undefined) return before;
	// Newer versions of Node also take offsets such as +03:00, which have no daylight saving time.
	if (!/^[a-z]/i.test(name) || !IANAZone.isValidZone(name)) {
		throw new InputError(
			`“${field}” is not a time zone: ${JSON.stringify(name.slice(0, 60))}`,
			`Enter the name of a time zone such as Asia/Jerusalem or America/New_York in “${field}”, or leave it empty to take the time zone from the phone number.`,
		);
	}
	if (named.size >= mostNamed) named.clear();
	const zones: TimeZones = [name];
	named.set(name, zones);
	return zones;
}

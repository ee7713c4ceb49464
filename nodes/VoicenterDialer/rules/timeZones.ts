import { IANAZone } from 'luxon';
import { InputError } from '../api/failure';
import { completeIsraeliNumber, isNorthAmericanNumber } from '../api/phone';
import { numberLengths, timeZoneTable } from './timeZoneTable';

/** IANA time zones in which a person may be. Equal sets are one object. */
export type TimeZones = readonly [string, ...string[]];

const areaCodeLength = 4;
const northAmerican = /^1\d{10}$/;
const international = /^[2-9]\d{7,14}$/;

/**
 * The time zones in which a phone number may be, by its country or, in North America, its area code.
 * Longer prefixes say nothing: people keep their numbers when they move.
 *
 * Ten digits may also be a number of North America without its 1: 659 876 5432 is in Alabama, or in
 * Singapore.
 * @param phone in canonical form
 * @param hasCountryCode whether it was written with a `+` or `00`; only asked if that matters
 * @returns `undefined` if the number does not tell
 */
export function timeZonesOfPhone(
	phone: string,
	hasCountryCode: () => boolean,
): TimeZones | undefined {
	zonesByCode ??= readTable();
	if (northAmerican.test(phone)) return zonesByCode.get(phone.slice(0, areaCodeLength));
	const isIsraeli = completed(phone) !== phone && !hasCountryCode();
	const abroad = isIsraeli ? undefined : zonesOfCountry(phone, zonesByCode);
	if (!isNorthAmericanNumber(phone) || hasCountryCode()) return abroad;
	const inNorthAmerica = zonesByCode.get(`1${phone}`.slice(0, areaCodeLength));
	return abroad && inNorthAmerica ? union(abroad, inNorthAmerica) : (abroad ?? inNorthAmerica);
}

/** A number that is too short or too long for its country has lost its country code, or has none. */
function zonesOfCountry(
	phone: string,
	zones: ReadonlyMap<string, TimeZones>,
): TimeZones | undefined {
	if (!international.test(phone)) return undefined;
	lengthsByCode ??= readLengths();
	for (const length of [1, 2, 3]) {
		const code = phone.slice(0, length);
		const lengths = lengthsByCode.get(code);
		if (lengths === undefined) continue;
		if (!lengths.has(phone.length - length)) return undefined;
		// Kazakhstan is below the code of Russia.
		return zones.get(phone.slice(0, 2)) ?? zones.get(code);
	}
	return undefined;
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
let lengthsByCode: ReadonlyMap<string, ReadonlySet<number>> | undefined;
const sets = new Map<string, TimeZones>();

function readTable(): Map<string, TimeZones> {
	const zones = new Map<string, string[]>();
	let zone = '';
	for (const word of timeZoneTable.trim().split(/\s+/)) {
		if (word.includes('/')) zone = word;
		else zones.set(word, [...(zones.get(word) ?? []), zone]);
	}
	return new Map([...zones].map(([code, ofCode]) => [code, setOf(ofCode)]));
}

function readLengths(): Map<string, ReadonlySet<number>> {
	const lengths = new Map<string, ReadonlySet<number>>();
	let digits: ReadonlySet<number> = new Set();
	for (const word of numberLengths.trim().split(/\s+/)) {
		if (word.endsWith(':')) digits = new Set(word.slice(0, -1).split(',').map(Number));
		else lengths.set(word, digits);
	}
	return lengths;
}

const union = (some: TimeZones, others: TimeZones): TimeZones =>
	setOf([...new Set([...some, ...others])].sort());

function setOf(zones: string[]): TimeZones {
	const key = zones.join();
	const known = sets.get(key) ?? (zones as [string, ...string[]]);
	sets.set(key, known);
	return known;
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

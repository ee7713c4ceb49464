import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalPhoneNumber, hasCountryCode } from '../../../nodes/VoicenterDialer/api/phone';
import { timeZonesOfName, timeZonesOfPhone } from '../../../nodes/VoicenterDialer/rules/timeZones';
import {
	lengthsByCode,
	readSource,
	tableFile,
	tableText,
	zonesByCode,
} from '../../../scripts/timeZones';
import { repositoryRoot } from '../../../e2e/machine/folders';

const codes = zonesByCode(readSource());
const lengths = lengthsByCode();
const zonesOf = (phone: string) =>
	timeZonesOfPhone(canonicalPhoneNumber(phone), () => hasCountryCode(phone));

it('the table is that of the source (npm run timezones writes it)', () => {
	expect(readFileSync(join(repositoryRoot, tableFile), 'utf8')).toBe(tableText(codes, lengths));
});

it('the table is complete', () => {
	const isAreaCode = ([code]: readonly [string, unknown]) => code.startsWith('1');
	const hasSeveral = ([, zones]: readonly [string, readonly string[]]) => zones.length > 1;
	const areas = [...codes].filter(isAreaCode);
	const countries = [...codes].filter((code) => !isAreaCode(code));
	expect(areas).toHaveLength(441);
	expect(areas.filter(hasSeveral)).toHaveLength(25);
	expect(countries.filter(hasSeveral).map(([code]) => code)).toEqual(
		// Of libphonenumber's 17, all; and Papua New Guinea, whose Bougainville it leaves out.
		[
			'243',
			'262',
			'299',
			'34',
			'351',
			'52',
			'55',
			'56',
			'593',
			'61',
			'62',
			'64',
			'675',
			'686',
			'689',
			'691',
			'7',
			'976',
		],
	);
	for (const [code, zones] of codes) {
		const country = [1, 2, 3].map((digits) => code.slice(0, digits)).find((it) => lengths.has(it));
		const [digits] = String(lengths.get(String(country)))
			.split(',')
			.slice(-1);
		const total = country === '1' ? 11 : Math.min(15, String(country).length + Number(digits));
		expect(zonesOf(`+${code}555012345678901`.slice(0, total + 1))).toEqual(zones);
	}
});

it.each([
	['0501234567', ['Asia/Jerusalem']],
	['+972 50-123-4567', ['Asia/Jerusalem']],
	['9720501234567', ['Asia/Jerusalem']],
	['03-1234567', ['Asia/Jerusalem']],
	['+44 7700 900123', ['Europe/London']],
	['+33 6 12 34 56 78', ['Europe/Paris']],
	['+39 06 698 00000', ['Europe/Rome']],
	['+212 612 345678', ['Africa/Casablanca']],
	['+970 599 123456', ['Asia/Gaza']],
	['+977 9812345678', ['Asia/Katmandu']],
	['+685 7212345', ['Pacific/Apia']],
	['+1 212 555 0123', ['America/New_York']],
	['+1 808 555 0123', ['Pacific/Honolulu']],
	['+1 850 555 0123', ['America/Chicago', 'America/New_York']],
	['+7 701 123 4567', ['Asia/Almaty']],
])('%s is in %j', (phone, zones) => {
	expect(zonesOf(phone)).toEqual(zones);
});

it.each([
	['a mobile number of Sydney, by its prefix', '+61 412 345 678', 'Australia/Perth'],
	['a mobile number of Moscow, by its prefix', '+7 912 345 6789', 'Asia/Irkutsk'],
	['Kaliningrad', '+7 401 234 5678', 'Europe/Kaliningrad'],
	['a number on Lord Howe', '+61 2 6563 1234', 'Australia/Lord_Howe'],
	['Madeira or the Azores', '+351 912 345 678', 'Atlantic/Azores'],
	['the Canaries', '+34 612 345 678', 'Atlantic/Canary'],
])('%s may be anywhere in its country', (_what, phone, zone) => {
	expect(zonesOf(phone)).toContain(zone);
});

it.each([
	['an empty number', ''],
	['a text', 'anonymous'],
	['a short number', '*3456'],
	['a number without a country', '+999 123 456 789'],
	['a satellite phone', '+881 612 345 678'],
	['a toll-free number', '+1 800 555 0123'],
	['an area code that does not exist', '+1 199 555 0123'],
	['a North American number with too few digits', '+1 212 555 012'],
	['an Israeli mobile number without its zero', '501234567'],
	['an Israeli landline without its zero', '31234567'],
	['too many digits', '9725012345678901'],
	['a British mobile number without its zero, not one of Russia', '7911123456'],
	['a French mobile number without its zero, not one of Australia', '612345678'],
	['an Indian mobile number without its 91, not one of Iran', '9812345678'],
	['a number with one digit too many for Denmark', '+45 31 23 45 67 8'],
])('%s tells no time zone', (_what, phone) => {
	expect(zonesOf(phone)).toBeUndefined();
});

it.each([
	['in Los Angeles; the Netherlands have longer numbers', '310 555 0123', ['America/Los_Angeles']],
	['in New York; Morocco has longer numbers', '(212) 555-0123', ['America/New_York']],
	['in Singapore or Alabama', '6598765432', ['America/Chicago', 'Asia/Singapore']],
	['in Singapore', '+6598765432', ['Asia/Singapore']],
	['in Singapore', '006598765432', ['Asia/Singapore']],
	['in Singapore, as no area code is followed by a 1', '6591234567', ['Asia/Singapore']],
])('ten digits may lack the 1 of North America: %s: %s', (_where, phone, zones) => {
	expect(zonesOf(phone)).toEqual(zones);
});

it('takes the names of time zones, however they are written', () => {
	expect(timeZonesOfName('Asia/Jerusalem', 'Time Zone')).toEqual(['Asia/Jerusalem']);
	expect(timeZonesOfName('asia/jerusalem', 'Time Zone')).toEqual(['asia/jerusalem']);
	expect(timeZonesOfName('UTC', 'Time Zone')).toEqual(['UTC']);
});

it.each(['Mars/Olympus', '+03:00', 'UTC+3', 'Israel Time', '3', 'Asia/Jerusalem '])(
	'rejects %j as a time zone',
	(name) => {
		expect(() => timeZonesOfName(name, 'Time Zone')).toThrow('“Time Zone” is not a time zone');
	},
);

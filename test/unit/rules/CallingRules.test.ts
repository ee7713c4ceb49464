import { CallingRules } from '../../../nodes/VoicenterDialer/rules/CallingRules';
import { canonicalPhoneNumber } from '../../../nodes/VoicenterDialer/api/phone';
import { parameterReader } from '../../../nodes/VoicenterDialer/input/parameterReader';
import { callingRules } from '../../../nodes/VoicenterDialer/operations/callingRules';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

const seconds = (text: string) => Date.parse(text) / 1000;

/** A Monday morning in Jerusalem, inside the hours of Israel. */
const monday = '2026-11-02T10:30:00+02:00';
const israel = '972501234567';

interface Call {
	readonly phone?: string;
	readonly originateTime?: string;
	readonly now?: string;
}

const readerOf = (rules: unknown) =>
	parameterReader({ callingRules: rules })({ getParameter: () => undefined });

const plain = (phone: string) => ({ phone, hasCountryCode: () => false });

function decide(rules: unknown, { phone = israel, originateTime, now = monday }: Call = {}) {
	const call = {
		...plain(phone),
		originateTime: originateTime ? seconds(originateTime) : undefined,
	};
	return new CallingRules('Asia/Jerusalem').decide(readerOf(rules), call, seconds(now));
}

const scheduledFor = (rules: unknown, call?: Call) => {
	const decision = decide(rules, call);
	return decision.kind === 'send' ? decision.scheduledFor : decision.reason;
};

describe('calling hours', () => {
	const israelHours = { callingHours: 'sunThu9to20Fri9to13' };
	const friday = '2026-11-06T13:30:00+02:00';

	it.each([
		['nothing', {}, { now: friday }, undefined],
		['an empty rule of another kind', { closedDates: '' }, { now: friday }, undefined],
		['a time inside', israelHours, {}, undefined],
		['Friday afternoon', israelHours, { now: friday }, '2026-11-08T09:00:00+02:00'],
		[
			'an earlier Originate Time',
			israelHours,
			{ originateTime: '2026-11-01T03:00:00Z', now: friday },
			'2026-11-08T09:00:00+02:00',
		],
		[
			'a later Originate Time, at night',
			israelHours,
			{ originateTime: '2026-11-03T22:00:00+02:00' },
			'2026-11-04T09:00:00+02:00',
		],
		[
			'a later Originate Time, by day',
			israelHours,
			{ originateTime: '2026-11-04T12:00:00+02:00' },
			undefined,
		],
		[
			'a person in New York, where it is night',
			{ callingHours: 'daily8to21' },
			{ phone: '12125550123' },
			'2026-11-02T08:00:00-05:00',
		],
		[
			'the lunch break in France',
			{ callingHours: 'monFri10to13and14to20' },
			{ phone: '33612345678', now: '2026-11-02T13:10:00+01:00' },
			'2026-11-02T14:00:00+01:00',
		],
		[
			'a Sunday morning in the UK',
			{ callingHours: 'daily8to21weekend9to21' },
			{ phone: '447700900123', now: '2026-11-01T08:30:00Z' },
			'2026-11-01T09:00:00+00:00',
		],
		[
			'a zone that is named',
			{ ...israelHours, timeZone: 'Asia/Tokyo' },
			{ now: '2026-11-02T21:00:00+09:00' },
			'2026-11-03T09:00:00+09:00',
		],
		[
			'a number without a zone',
			israelHours,
			{ phone: '18005550123', now: friday },
			'timeZoneUnknown',
		],
		[
			'a number without a zone, in the workflow’s',
			{ ...israelHours, unknownTimeZone: 'workflow' },
			{ phone: '18005550123', now: friday },
			'2026-11-08T09:00:00+02:00',
		],
		[
			'leads to skip',
			{ ...israelHours, outsideHours: 'skip' },
			{ now: friday },
			'outsideCallingHours',
		],
		['closed dates', { closedDates: '2026-11-02' }, {}, '2026-11-03T00:00:00+02:00'],
		[
			'a range of closed dates',
			{ ...israelHours, closedDates: ['2026-11-01..2026-11-03', ' 2026-11-05 '] },
			{},
			'2026-11-04T09:00:00+02:00',
		],
		[
			'Shabbat',
			{ closedOnShabbatAndHolidays: true },
			{ now: '2026-11-06T14:00:00+02:00' },
			'2026-11-08T00:00:00+02:00',
		],
		[
			'a Shabbat that is not kept',
			{ closedOnShabbatAndHolidays: false },
			{ now: '2026-11-06T14:00:00+02:00' },
			undefined,
		],
		[
			'the last minutes',
			{ ...israelHours, stopBeforeClosing: 60 },
			{ now: '2026-11-02T19:00:00+02:00' },
			'2026-11-03T09:00:00+02:00',
		],
		[
			'no opening for fourteen days',
			{ closedDates: '2026-11-01..2026-12-31' },
			{},
			'outsideCallingHours',
		],
		[
			'a country in which all are awake for less than an hour',
			israelHours,
			{ phone: '79123456789', now: '2026-11-02T00:00:00Z' },
			'2026-11-02T19:00:00+12:00',
		],
	])('%s', (_what, rules, call: Call, expected) => {
		expect(scheduledFor(rules, call)).toBe(expected);
	});

	it('moves to the second, and shows the zones', () => {
		expect(decide(israelHours, { now: friday })).toEqual({
			kind: 'send',
			originateTime: seconds('2026-11-08T09:00:00+02:00'),
			scheduledFor: '2026-11-08T09:00:00+02:00',
			zones: ['Asia/Jerusalem'],
		});
		expect(decide(israelHours)).toEqual({ kind: 'send', zones: ['Asia/Jerusalem'] });
	});

	it('says in words why a lead is kept back', () => {
		const words = (rules: unknown, call?: Call) => {
			const decision = decide(rules, call);
			return decision.kind === 'keptBack' ? decision.description : undefined;
		};
		expect(words({ ...israelHours, outsideHours: 'skip' }, { now: friday })).toBe(
			'Not sent: outside the calling hours (Asia/Jerusalem), which begin again at 2026-11-08T09:00:00+02:00',
		);
		expect(words({ closedDates: '2026-01-01..2026-12-31' }, { phone: '61412345678' })).toBe(
			'Not sent: the calling rules leave no time within 14 days (Australia/Adelaide, Australia/Brisbane, Australia/Darwin and 6 more time zones)',
		);
		expect(words({ maxAttempts: 3, attemptsSoFar: '3' })).toBe(
			'Not sent: “Attempts So Far” is 3, and “Max Attempts” is 3',
		);
	});
});

describe('custom hours', () => {
	const window = (days: unknown, from: unknown, to: unknown) => ({ days, from, to });
	const custom = (...windows: unknown[]) => ({
		callingHours: 'custom',
		customHours: { window: windows },
		stopBeforeClosing: 0,
	});

	it.each([
		['a window', custom(window(['tuesday'], '9:05', '17:00')), '2026-11-03T09:05:00+02:00'],
		['a window of today', custom(window(['monday'], '10:00', '11:00')), undefined],
		[
			'windows that overlap',
			custom(window(['monday'], '08:00', '10:00'), window(['monday'], '09:00', '11:00')),
			undefined,
		],
		[
			'days as a text',
			custom(window('Monday, Wednesday', '08:00', '10:00')),
			'2026-11-04T08:00:00+02:00',
		],
		['24:00', custom(window(['monday'], '22:00', '24:00')), '2026-11-02T22:00:00+02:00'],
		['00:00 at the end', custom(window(['monday'], '22:00', '00:00')), '2026-11-02T22:00:00+02:00'],
		[
			'seconds, as a database has them',
			custom(window(['monday'], '22:00:00', '23:00:00')),
			'2026-11-02T22:00:00+02:00',
		],
	])('%s', (_what, rules, expected) => {
		expect(scheduledFor(rules)).toBe(expected);
	});

	it('may be a single window', () => {
		const customHours = { window: window(['tuesday'], '09:00', '17:00') };
		expect(scheduledFor({ customHours })).toBe('2026-11-03T09:00:00+02:00');
	});

	it('are an error if they are empty, unless a preset is chosen', () => {
		expect(() => decide({ customHours: {} })).toThrow('“Custom Hours” is empty');
		expect(() => decide({ customHours: '' })).toThrow('“Custom Hours” has no value');
		expect(() => decide({ customHours: undefined })).toThrow('“Custom Hours” has no value');
		expect(scheduledFor({ callingHours: 'daily8to21', customHours: {} })).toBeUndefined();
	});

	it('are the hours, even if Calling Hours was not added', () => {
		const { customHours } = custom(window(['tuesday'], '09:00', '17:00'));
		expect(scheduledFor({ customHours })).toBe('2026-11-03T09:00:00+02:00');
	});

	it.each([
		['no windows', custom(), '“Custom Hours” is empty'],
		['no days', custom(window([], '09:00', '17:00')), '“Custom Hours” has a window without days'],
		[
			'an unknown day',
			custom(window(['Sabbath'], '09:00', '17:00')),
			'“Custom Hours” contains an unknown day: "Sabbath"',
		],
		[
			'25:00',
			custom(window(['monday'], '09:00', '25:00')),
			'“To” in “Custom Hours” is not a time: "25:00"',
		],
		[
			'24:00 at the start',
			custom(window(['monday'], '24:00', '24:00')),
			'“From” in “Custom Hours” is not a time: "24:00"',
		],
		[
			'24:01',
			custom(window(['monday'], '09:00', '24:01')),
			'“To” in “Custom Hours” is not a time: "24:01"',
		],
		[
			'12:60',
			custom(window(['monday'], '12:60', '13:00')),
			'“From” in “Custom Hours” is not a time: "12:60"',
		],
		['a number', custom(window(['monday'], 9, 17)), '“From” in “Custom Hours” is not a time: 9'],
		[
			'no time',
			custom(window(['monday'], '', '17:00')),
			'“From” in “Custom Hours” is not a time: ""',
		],
		[
			'9 am',
			custom(window(['monday'], '9am', '17:00')),
			'“From” in “Custom Hours” is not a time: "9am"',
		],
		[
			'the wrong way round',
			custom(window(['monday'], '20:00', '09:00')),
			'“Custom Hours” has a window that ends before it starts',
		],
		[
			'nothing in between',
			custom(window(['monday'], '09:00', '09:00')),
			'“Custom Hours” has a window that ends before it starts',
		],
		['a window that is no window', custom('09:00-17:00'), '“From” in “Custom Hours” is not a time'],
	])('reject %s', (_what, rules, message) => {
		expect(() => decide(rules)).toThrow(message);
	});
});

describe('who is not called', () => {
	it.each([
		['a number of the list', { suppressedNumbers: '0521111111, 050-123-4567' }, 'suppressed'],
		[
			'a number of an array',
			{ suppressedNumbers: [972521111111, '+972 (50) 1234567'] },
			'suppressed',
		],
		['a number without its zero', { suppressedNumbers: [501234567] }, 'suppressed'],
		['a number as a sheet keeps it', { suppressedNumbers: ['972501234567.0'] }, 'suppressed'],
		['another number', { suppressedNumbers: '0521111111' }, undefined],
		['a list with an empty row', { suppressedNumbers: [null, '0501234567'] }, 'suppressed'],
		['the empty row of an empty table', { suppressedNumbers: [undefined] }, undefined],
		['an empty list', { suppressedNumbers: '' }, undefined],
		['an empty array', { suppressedNumbers: [] }, undefined],
		['enough attempts', { maxAttempts: 3, attemptsSoFar: 3 }, 'attemptLimit'],
		['too many attempts', { maxAttempts: '3', attemptsSoFar: '7' }, 'attemptLimit'],
		['one attempt left', { maxAttempts: 3, attemptsSoFar: 2 }, undefined],
		['no attempts yet', { maxAttempts: 1, attemptsSoFar: 0 }, undefined],
		['a consent for later', { consentUntil: '2026-11-02T10:31:00' }, undefined],
		['a consent that ends now', { consentUntil: '2026-11-02T10:30:00' }, 'consentExpired'],
		['a consent up to today', { consentUntil: '2026-11-02' }, 'consentExpired'],
		['an old consent', { consentUntil: seconds('2026-01-01T00:00:00Z') }, 'consentExpired'],
		['no consent', { consentUntil: '' }, 'consentExpired'],
		['a consent without a value', { consentUntil: undefined }, 'consentExpired'],
		['a consent of null', { consentUntil: null }, 'consentExpired'],
		['a consent of spaces', { consentUntil: ' ' }, 'consentExpired'],
		['a consent of 0', { consentUntil: 0 }, 'consentExpired'],
		[
			'a consent that ends before the next opening',
			{
				callingHours: 'sunThu9to20Fri9to13',
				consentUntil: '2026-11-03T08:59',
				closedDates: '2026-11-02',
			},
			'consentExpired',
		],
		[
			'a consent that lasts beyond it',
			{
				callingHours: 'sunThu9to20Fri9to13',
				consentUntil: '2026-11-03T09:01',
				closedDates: '2026-11-02',
			},
			'2026-11-03T09:00:00+02:00',
		],
	])('%s', (_what, rules, expected) => {
		expect(scheduledFor(rules)).toBe(expected);
	});

	it.each([
		['+1 (212) 555-0123', '2125550123'],
		['212-555-0123', '12125550123'],
		['+1 212 555 0123', '0012125550123'],
	])('finds %s of the list as %s, with and without the 1 of North America', (entry, phone) => {
		const rules = { suppressedNumbers: ['0501111111', entry] };
		expect(scheduledFor(rules, { phone: canonicalPhoneNumber(phone) })).toBe('suppressed');
		expect(scheduledFor(rules, { phone: '12125550124' })).toBeUndefined();
	});

	it('holds a consent against the lead’s own time', () => {
		const rules = { consentUntil: '2026-11-05' };
		const inNovember = { originateTime: '2026-11-05T09:00:00+02:00' };
		expect(scheduledFor(rules, inNovember)).toBe('consentExpired');
	});

	it('reads a list again when it has changed', () => {
		const rules = new CallingRules('UTC');
		const reasonFor = (list: unknown) => {
			const decision = rules.decide(readerOf({ suppressedNumbers: list }), plain(israel), 0);
			return decision.kind === 'keptBack' ? decision.reason : undefined;
		};
		expect(reasonFor(['0501234567'])).toBe('suppressed');
		expect(reasonFor(['0501234567'])).toBe('suppressed');
		expect(reasonFor(['0521111111'])).toBeUndefined();
		expect(reasonFor('0501234567')).toBe('suppressed');
		expect(reasonFor('')).toBeUndefined();
	});
});

describe('a rule that cannot be read is an error that names it', () => {
	it.each([
		[{ callingHours: '' }, '“Calling Hours” has no value for this item'],
		[{ callingHours: null }, '“Calling Hours” has no value for this item'],
		[{ callingHours: 'night' }, '“Calling Hours” has an unknown value: "night"'],
		[{ timeZone: 'Mars/Olympus' }, '“Time Zone” is not a time zone: "Mars/Olympus"'],
		[{ timeZone: ['Asia/Tokyo'] }, '“Time Zone” must be text'],
		[{ unknownTimeZone: 'guess' }, '“Unknown Time Zone” has an unknown value: "guess"'],
		[{ outsideHours: '' }, '“Outside Calling Hours” has no value for this item'],
		[{ outsideHours: 'call' }, '“Outside Calling Hours” has an unknown value: "call"'],
		[{ closedDates: undefined }, '“Closed Dates” has no value for this item'],
		[{ closedDates: '24/12/2026' }, '“Closed Dates” contains an invalid date: "24/12/2026"'],
		[{ closedDates: '2027-02-29' }, '“Closed Dates” contains an invalid date: "2027-02-29"'],
		[{ closedDates: '2026-12-24..' }, '“Closed Dates” contains an invalid date'],
		[
			{ closedDates: '2026-12-24..2026-12-25..2026-12-26' },
			'“Closed Dates” contains an invalid date',
		],
		[
			{ closedDates: '2026-12-26..2026-12-24' },
			'“Closed Dates” has a range that ends before it starts',
		],
		[{ closedDates: [new Date()] }, '“Closed Dates” must be text'],
		[{ closedDates: 20261224 }, '“Closed Dates” contains an invalid date'],
		[
			{ closedOnShabbatAndHolidays: 'maybe' },
			'“Closed on Shabbat and Jewish Holidays” is neither true nor false',
		],
		[
			{ closedOnShabbatAndHolidays: '' },
			'“Closed on Shabbat and Jewish Holidays” has no value for this item',
		],
		[{ stopBeforeClosing: -1 }, '“Stop Before Closing (Min)” is out of range: -1'],
		[{ stopBeforeClosing: 1440 }, '“Stop Before Closing (Min)” is out of range: 1440'],
		[{ stopBeforeClosing: 1.5 }, '“Stop Before Closing (Min)” is not a whole number'],
		[{ suppressedNumbers: undefined }, '“Suppressed Numbers” has no value for this item'],
		[
			{ suppressedNumbers: [{ phone: '0501234567' }] },
			'“Suppressed Numbers” must be text, not an object',
		],
		[
			{ suppressedNumbers: '0521111111; 0522222222' },
			'“Suppressed Numbers” contains an invalid phone number',
		],
		[
			{ suppressedNumbers: '0521111111\n0522222222' },
			'“Suppressed Numbers” contains an invalid phone number',
		],
		[
			{ suppressedNumbers: ['9.72521E+11'] },
			'“Suppressed Numbers” is a phone number in scientific notation',
		],
		[
			{ suppressedNumbers: [undefined, null, ''] },
			'“Suppressed Numbers” has 3 entries, and all of them are empty',
		],
		[{ suppressedNumbers: ', ' }, '“Suppressed Numbers” has 2 entries, and all of them are empty'],
		[
			{ closedDates: [undefined, undefined] },
			'“Closed Dates” has 2 entries, and all of them are empty',
		],
		[{ maxAttempts: 3 }, '“Max Attempts” is set without “Attempts So Far”'],
		[{ attemptsSoFar: 3 }, '“Attempts So Far” is set without “Max Attempts”'],
		[{ maxAttempts: 3, attemptsSoFar: undefined }, '“Attempts So Far” has no value for this item'],
		[{ maxAttempts: 3, attemptsSoFar: '' }, '“Attempts So Far” has no value for this item'],
		[{ maxAttempts: 3, attemptsSoFar: -1 }, '“Attempts So Far” is out of range: -1'],
		[{ maxAttempts: 0, attemptsSoFar: 0 }, '“Max Attempts” is out of range: 0'],
		[{ maxAttempts: 3, attemptsSoFar: NaN }, '“Attempts So Far” is not a number: NaN'],
		[{ maxAttempts: 'three', attemptsSoFar: 0 }, '“Max Attempts” is not a number'],
		[{ consentUntil: 'forever' }, '“Consent Valid Until” is not a date and time: "forever"'],
		[{ consentUntil: 46380.5 }, '“Consent Valid Until” looks like an Excel date'],
		[{ hours: 'daily8to21' }, '“Calling Rules” has an unknown rule: "hours"'],
		['daily8to21', '“Calling Rules” must be an object'],
		[['daily8to21'], '“Calling Rules” must be an object'],
	])('%j', (rules, message) => {
		expect(() => decide(rules)).toThrow(message);
	});

	it('also if another rule would keep the lead back, or has been read before', () => {
		const rules = { suppressedNumbers: '0501234567', timeZone: 'Mars/Olympus' };
		expect(() => decide(rules)).toThrow('“Time Zone” is not a time zone');
		const run = new CallingRules('UTC');
		run.decide(readerOf({ outsideHours: 'skip' }), plain(israel), 0);
		expect(() => run.decide(readerOf({ callingHours: undefined }), plain(israel), 0)).toThrow(
			'“Calling Hours” has no value for this item',
		);
	});
});

describe('the panel', () => {
	const fields = callingRules.options as INodeProperties[];
	const fieldOf = (name: string) => fields.find((field) => field.name === name);
	const hoursOf = (fieldOf('callingHours')?.options as INodePropertyOptions[]).map(({ value }) =>
		String(value),
	);

	/** The first two need each other, and the last needs a window. */
	const incomplete = new Set(['maxAttempts', 'attemptsSoFar', 'customHours']);

	it('every preset can be read', () => {
		for (const callingHours of hoursOf.filter((value) => value !== 'custom')) {
			expect(() => decide({ callingHours })).not.toThrow();
		}
	});

	it('shows Custom Hours unless a preset is chosen', () => {
		const { hide } = fieldOf('customHours')?.displayOptions ?? {};
		expect(hide?.callingHours).toEqual(hoursOf.filter((value) => value !== 'custom'));
	});

	it.each(fields.filter(({ name }) => !incomplete.has(name)))(
		'a rule is readable as soon as it is added: $displayName',
		({ name, default: value }) => {
			expect(() => decide({ [name]: value })).not.toThrow();
		},
	);
});

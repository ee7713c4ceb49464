import { InputError } from '../api/failure';
import { isRecord } from '../api/json';
import type { ReadParameter } from '../input/parameterReader';
import { toEpochSeconds } from '../input/time';
import { isEmpty, shown, toFlag, toInteger, toText } from '../input/values';
import { CallingCalendar } from './CallingCalendar';
import {
	alwaysOpen,
	customHoursName,
	minutesPerDay,
	readClosedDates,
	readWeek,
} from './callingHours';
import { jewishHolidays } from './jewishHolidays';
import { timeZonesOfName, type TimeZones } from './timeZones';

/** The rules that were added, for one lead. */
export interface Rules {
	/** As they were entered. */
	readonly suppressedNumbers?: unknown;
	readonly attempts?: { readonly soFar: number; readonly max: number };
	/** In epoch seconds; 0 for a lead without consent. */
	readonly consentEnd?: number;
	readonly hours?: Hours;
}

export interface Hours {
	readonly calendar: CallingCalendar;
	/** If missing, the phone number tells. */
	readonly zone?: TimeZones;
	readonly unknownTimeZone: 'skip' | 'workflow';
	readonly outsideHours: 'schedule' | 'skip';
}

/** The names in the panel. */
const labels = {
	attemptsSoFar: 'Attempts So Far',
	callingHours: 'Calling Hours',
	closedDates: 'Closed Dates',
	closedOnShabbatAndHolidays: 'Closed on Shabbat and Jewish Holidays',
	consentUntil: 'Consent Valid Until',
	customHours: 'Custom Hours',
	maxAttempts: 'Max Attempts',
	outsideHours: 'Outside Calling Hours',
	stopBeforeClosing: 'Stop Before Closing (Min)',
	suppressedNumbers: 'Suppressed Numbers',
	timeZone: 'Time Zone',
	unknownTimeZone: 'Unknown Time Zone',
} as const;

type RuleName = keyof typeof labels;

const ruleNames: ReadonlySet<string> = new Set(Object.keys(labels));
type Added = Readonly<Partial<Record<RuleName, unknown>>>;

const defaultStop = 15;
const unknownTimeZones = ['skip', 'workflow'] as const;
const outsideHours = ['schedule', 'skip'] as const;

/** May be empty. */
const lists: ReadonlySet<RuleName> = new Set(['closedDates', 'suppressedNumbers']);

/** Leads rarely have hours of their own. */
const mostCalendars = 50;

/** Reads the rules of each lead. Leads with the same hours share a calendar. */
export class RuleReader {
	private readonly calendars = new Map<string, CallingCalendar>();

	private last?: { readonly value: unknown; readonly rules?: Rules };

	private lastHours?: { readonly added: Added; readonly hours?: Hours };

	/** @param zone the IANA time zone for times without one */
	constructor(private readonly zone: string) {}

	/**
	 * @returns `undefined` if no rules were added
	 * @throws InputError naming the rule
	 */
	read(read: ReadParameter): Rules | undefined {
		const value = read('callingRules');
		// Without expressions, all leads have the same rules.
		if (this.last !== undefined && this.last.value === value) return this.last.rules;
		const rules = this.readAdded(addedRules(value));
		this.last = { value, rules };
		return rules;
	}

	private readAdded(added: Added | undefined): Rules | undefined {
		if (added === undefined) return undefined;
		return {
			suppressedNumbers: valueOf(added, 'suppressedNumbers'),
			attempts: readAttempts(added),
			consentEnd: this.readConsent(added),
			hours: this.readHours(added),
		};
	}

	private readConsent(added: Added): number | undefined {
		if (!('consentUntil' in added)) return undefined;
		const value = added.consentUntil;
		if (isEmpty(value) || (typeof value === 'string' && value.trim() === '')) return 0;
		return toEpochSeconds(
			value,
			labels.consentUntil,
			this.zone,
			'A lead without a consent has to be empty.',
		);
	}

	private readHours(added: Added): Hours | undefined {
		if (this.lastHours && hasSameHours(added, this.lastHours.added)) return this.lastHours.hours;
		const hours = this.readNewHours(added);
		this.lastHours = { added, hours };
		return hours;
	}

	private readNewHours(added: Added): Hours | undefined {
		const { timeZone } = added;
		const name = isEmpty(timeZone) ? '' : toText(timeZone, labels.timeZone).trim();
		const zone = name === '' ? undefined : timeZonesOfName(name, labels.timeZone);
		const ifUnknown = readChoice(added, 'unknownTimeZone', unknownTimeZones);
		const ifOutside = readChoice(added, 'outsideHours', outsideHours);
		const calendar = this.calendarOf(added);
		return calendar && { calendar, zone, unknownTimeZone: ifUnknown, outsideHours: ifOutside };
	}

	private calendarOf(added: Added): CallingCalendar | undefined {
		const windows = windowsOf(added);
		const callingHours = valueOf(added, 'callingHours') ?? (windows && customHoursName);
		const closedDates = valueOf(added, 'closedDates') ?? '';
		const stopBeforeClosing = readStop(added);
		const keepsHolidays = toFlag(
			valueOf(added, 'closedOnShabbatAndHolidays') ?? false,
			labels.closedOnShabbatAndHolidays,
			false,
		);
		const values = [callingHours, windows, closedDates, stopBeforeClosing, keepsHolidays];
		const key = JSON.stringify(values);
		const known = this.calendars.get(key);
		if (known !== undefined) return known;
		const dates = readClosedDates(closedDates);
		const week = callingHours === undefined ? undefined : readWeek(callingHours, windows);
		if (week === undefined && dates.length === 0 && !keepsHolidays) return undefined;
		const calendar = new CallingCalendar({
			week: week ?? alwaysOpen,
			closedDates: dates,
			isHoliday: keepsHolidays ? jewishHolidays() : undefined,
			stopBeforeClosing,
		});
		if (this.calendars.size >= mostCalendars) this.calendars.clear();
		this.calendars.set(key, calendar);
		return calendar;
	}
}

const othersThanHours: ReadonlySet<string> = new Set<RuleName>([
	'attemptsSoFar',
	'consentUntil',
	'maxAttempts',
	'suppressedNumbers',
]);

/** Nearly always so, and faster than to read them again. */
function hasSameHours(added: Added, others: Added): boolean {
	const names = Object.keys(added) as RuleName[];
	const otherNames = Object.keys(others);
	const isSame = (name: RuleName, index: number) =>
		name === otherNames[index] && (added[name] === others[name] || othersThanHours.has(name));
	return names.length === otherNames.length && names.every(isSame);
}

/** A member of the collection is there as soon as it was added, even if its expression has no value. */
function addedRules(value: unknown): Added | undefined {
	if (isEmpty(value)) return undefined;
	if (!isRecord(value) || Array.isArray(value)) {
		throw new InputError(
			`“Calling Rules” must be an object: ${shown(value)}`,
			'Use the fields of “Calling Rules” in the panel instead of an expression.',
		);
	}
	const names = Object.keys(value);
	const unknown = names.find((name) => !ruleNames.has(name));
	if (unknown === undefined) return names.length > 0 ? value : undefined;
	throw new InputError(
		`“Calling Rules” has an unknown rule: ${shown(unknown)}`,
		`Delete it, or correct its name. The rules are ${Object.keys(labels).join(', ')}.`,
	);
}

/**
 * @returns `undefined` if the rule was not added
 * @throws InputError if it was added, and has no value for this lead
 */
function valueOf(added: Added, name: RuleName): unknown {
	if (!(name in added)) return undefined;
	const value = added[name];
	if (!isEmpty(value) || (value === '' && lists.has(name))) return value;
	throw new InputError(
		`“${labels[name]}” has no value for this item`,
		`Check the expression in “${labels[name]}”. To call without this rule, remove it from “Calling Rules”.`,
	);
}

function readAttempts(added: Added): Rules['attempts'] {
	const soFar = readCount(added, 'attemptsSoFar', 0);
	const max = readCount(added, 'maxAttempts', 1);
	if (soFar !== undefined && max !== undefined) return { soFar, max };
	if (soFar === undefined && max === undefined) return undefined;
	const [there, missing] =
		max === undefined
			? [labels.attemptsSoFar, labels.maxAttempts]
			: [labels.maxAttempts, labels.attemptsSoFar];
	throw new InputError(
		`“${there}” is set without “${missing}”`,
		`Add “${missing}” to “Calling Rules”: the two are compared for each lead.`,
	);
}

function readCount(added: Added, name: 'attemptsSoFar' | 'maxAttempts', min: number) {
	const value = valueOf(added, name);
	if (value === undefined) return undefined;
	const count = toInteger(value, labels[name]);
	if (count >= min) return count;
	throw new InputError(
		`“${labels[name]}” is out of range: ${count}`,
		`Enter a number of at least ${min}.`,
	);
}

function readStop(added: Added): number {
	const minutes = toInteger(
		valueOf(added, 'stopBeforeClosing') ?? defaultStop,
		labels.stopBeforeClosing,
	);
	if (minutes >= 0 && minutes < minutesPerDay) return minutes;
	throw new InputError(
		`“${labels.stopBeforeClosing}” is out of range: ${minutes}`,
		`Enter a number of minutes from 0 to ${minutesPerDay - 1}.`,
	);
}

/** @returns the first choice if the field was not added */
function readChoice<Choice extends string>(
	added: Added,
	name: RuleName,
	choices: readonly [Choice, ...Choice[]],
): Choice {
	const value = valueOf(added, name);
	if (value === undefined) return choices[0];
	const chosen = choices.find((choice) => choice === value);
	if (chosen !== undefined) return chosen;
	throw new InputError(
		`“${labels[name]}” has an unknown value: ${shown(value)}`,
		`Choose from the list. An expression must return ${choices.join(' or ')}.`,
	);
}

/** @returns `undefined` if Custom Hours was not added */
function windowsOf(added: Added): unknown[] | undefined {
	const customHours = valueOf(added, 'customHours');
	if (customHours === undefined) return undefined;
	const windows = isRecord(customHours) ? (customHours.window ?? []) : customHours;
	// A workflow that was not made in the panel may have a single one.
	return Array.isArray(windows) ? windows : [windows];
}

import { IANAZone } from 'luxon';
import { minutesPerDay, type Span, type Week } from './callingHours';
import { weekdayOf, type IsHoliday } from './jewishHolidays';
import type { TimeZones } from './timeZones';

const secondsPerMinute = 60;
const msPerMinute = 60_000;

/** No call is scheduled further ahead. */
export const searchedDays = 14;

/** On the eve of a Shabbat or holiday, calls stop at this minute of the day. */
const eveCloses = 14 * 60;

/** The searched days after any time of the first day, and more than a day for what is left of them. */
const timelineDays = searchedDays + 2;

/** Enough for a year's schedule in all zones, and a few megabytes. */
const mostCached = 100_000;

export interface CalendarRules {
	readonly week: Week;
	/** In days since 1970-01-01. */
	readonly closedDates: readonly Span[];
	readonly isHoliday?: IsHoliday;
	/** In minutes, less than a day. */
	readonly stopBeforeClosing: number;
}

/**
 * When people may be called. All hours and dates are those of the person's time zone, so that a moment
 * is open if it is open in every zone in which the person may be.
 */
export class CallingCalendar {
	private readonly localDays = new Map<number, readonly Span[]>();

	private readonly utcDays = new Map<string, Map<number, readonly Span[]>>();

	private readonly timelines = new Map<TimeZones, Map<number, readonly Span[]>>();

	private cached = 0;

	constructor(private readonly rules: CalendarRules) {}

	/**
	 * The first open moment from a time on, in epoch seconds: the time itself if it is open.
	 * @returns `undefined` if there is none in the searched days
	 */
	nextOpen(zones: TimeZones, fromSeconds: number): number | undefined {
		const from = fromSeconds / secondsPerMinute;
		const day = Math.floor(from / minutesPerDay);
		const timeline = this.timelines.get(zones)?.get(day) ?? this.timeline(zones, day);
		for (const span of timeline) {
			if (span[1] <= from) continue;
			if (span[0] <= from) return fromSeconds;
			return span[0] - from <= searchedDays * minutesPerDay
				? span[0] * secondsPerMinute
				: undefined;
		}
		return undefined;
	}

	/**
	 * When calls may be scheduled from a UTC day on, in minutes since 1970. The last minutes before
	 * each closing are left out.
	 */
	private timeline(zones: TimeZones, firstDay: number): readonly Span[] {
		const ofZones = this.timelines.get(zones) ?? new Map<number, readonly Span[]>();
		this.timelines.set(zones, ofZones);
		return this.remember(ofZones, firstDay, () => {
			const [first, ...others] = zones.map((zone) => this.openIn(zone, firstDay));
			const { stopBeforeClosing } = this.rules;
			return others
				.reduce(intersect, first)
				.map(([from, to]): Span => [from, to - stopBeforeClosing])
				.filter(([from, to]) => from < to);
		});
	}

	private openIn(zone: string, firstDay: number): readonly Span[] {
		const ofZone = this.utcDays.get(zone) ?? new Map<number, readonly Span[]>();
		this.utcDays.set(zone, ofZone);
		const open: Span[] = [];
		for (let day = firstDay; day < firstDay + timelineDays; day++) {
			const ofDay = this.remember(ofZone, day, () => this.openOnUtcDay(zone, day));
			for (const span of ofDay) append(open, span);
		}
		return open;
	}

	/**
	 * The open times of a UTC day. Between two changes of the clock, local times are UTC times with an
	 * offset, so that hours that are skipped or repeated need no care.
	 */
	private openOnUtcDay(zone: string, day: number): readonly Span[] {
		const open: Span[] = [];
		for (const { from, to, offset } of clockOnUtcDay(zone, day)) {
			const lastDay = Math.floor((to - 1 + offset) / minutesPerDay);
			for (let local = Math.floor((from + offset) / minutesPerDay); local <= lastDay; local++) {
				const midnight = local * minutesPerDay - offset;
				for (const [start, end] of this.openOnLocalDay(local)) {
					append(open, [Math.max(from, midnight + start), Math.min(to, midnight + end)]);
				}
			}
		}
		return open;
	}

	/** The open times of a date, in minutes of that day. */
	private openOnLocalDay(day: number): readonly Span[] {
		return this.remember(this.localDays, day, () => {
			const { week, closedDates, isHoliday } = this.rules;
			if (closedDates.some(([from, to]) => from <= day && day < to)) return [];
			if (isHoliday?.(day)) return [];
			const isEve = isHoliday?.(day + 1) === true;
			return isEve ? intersect(week[weekdayOf(day)], [[0, eveCloses]]) : week[weekdayOf(day)];
		});
	}

	private remember(
		cache: Map<number, readonly Span[]>,
		day: number,
		make: () => readonly Span[],
	): readonly Span[] {
		const known = cache.get(day);
		if (known !== undefined) return known;
		const made = make();
		if (++this.cached > mostCached) {
			for (const one of [this.localDays, this.utcDays, this.timelines]) one.clear();
			this.cached = 0;
		}
		cache.set(day, made);
		return made;
	}
}

/** Adds a span to the end of a list, joined with the last one if they touch. */
function append(spans: Span[], [from, to]: Span): void {
	if (from >= to) return;
	const last = spans.at(-1);
	if (last?.[1] === from) spans[spans.length - 1] = [last[0], to];
	else spans.push([from, to]);
}

function intersect(some: readonly Span[], others: readonly Span[]): Span[] {
	const both: Span[] = [];
	let [one, other] = [0, 0];
	while (one < some.length && other < others.length) {
		const [a, b] = [some[one], others[other]];
		const [from, to] = [Math.max(a[0], b[0]), Math.min(a[1], b[1])];
		if (from < to) both.push([from, to]);
		if (a[1] < b[1]) one++;
		else other++;
	}
	return both;
}

interface ClockSpan {
	readonly from: number;
	readonly to: number;
	readonly offset: number;
}

/** The offsets of a UTC day from UTC, in minutes. A clock changes at most once a day. */
function clockOnUtcDay(zone: string, day: number): ClockSpan[] {
	const offsetAt = offsetsOf(zone);
	const [from, to] = [day * minutesPerDay, (day + 1) * minutesPerDay];
	const [offset, later] = [offsetAt(from), offsetAt(to)];
	if (offset === later) return [{ from, to, offset }];
	let [before, change] = [from, to];
	while (change - before > 1) {
		const middle = Math.floor((before + change) / 2);
		if (offsetAt(middle) === offset) before = middle;
		else change = middle;
	}
	return [
		{ from, to: change, offset },
		{ from: change, to, offset: later },
	].filter((span) => span.from < span.to);
}

function offsetsOf(zone: string): (minute: number) => number {
	const iana = IANAZone.create(zone);
	return (minute) => iana.offset(minute * msPerMinute);
}

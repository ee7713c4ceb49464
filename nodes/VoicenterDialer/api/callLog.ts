import type { IDataObject } from 'n8n-workflow';
import { faultOf, type Failure } from './failure';
import { recordsIn } from './json';
import { maxCallLogRecords } from './methods';
import type { Answer, Outcome } from './outcome';

/** In epoch seconds, both included. */
export interface TimeRange {
	readonly from: number;
	readonly to: number;
}

export interface CallLogParts {
	readonly range: TimeRange;
	/** Requests the calls of a range. */
	readonly ask: (range: TimeRange) => Promise<Outcome>;
	/**
	 * Takes records, in the order of their time. Of an incomplete answer, it takes them only if they are
	 * enough.
	 * @returns whether it has enough
	 */
	readonly take: (records: readonly IDataObject[], isComplete: boolean) => Promise<boolean>;
	/** Fail if one request is not enough. */
	readonly isSingleRequest?: boolean;
}

/**
 * Reads the calls of a range of time, each one once.
 *
 * An answer has at most 10,000 records (vendor's practice). Where there are more, reading goes on behind
 * the last one. The count of the rest shows whether the answer was really the beginning of the range;
 * otherwise, the range is divided. Two ranges overlap by a second, because nobody says whether a range
 * includes its ends.
 * @returns the failure, if there is one
 */
export async function readCallLog(parts: CallLogParts): Promise<Failure | undefined> {
	const end = await new CallLogReading(parts).read(parts.range);
	return end === 'enough' ? undefined : end;
}

/** How reading a range ended: completely, early because there are enough records, or with a failure. */
type End = undefined | 'enough' | Failure;

class CallLogReading {
	/** The records before, which an overlapping range has again. */
	private before: ReadonlySet<string> = new Set();

	constructor(private readonly parts: CallLogParts) {}

	async read(range: TimeRange): Promise<End> {
		let unread = range;
		let page = await this.ask(unread);
		for (;;) {
			if (!page.ok) return page.failure;
			const { records, total, isComplete } = page;
			if (await this.take(records, isComplete)) return 'enough';
			if (isComplete) return undefined;
			if (this.parts.isSingleRequest) return faultOf('callLogTooLong');
			const last = lastSecondOf(records);
			const rest = last === undefined ? unread : { from: last - 1, to: unread.to };
			const next = rest.from > unread.from ? await this.ask(rest) : undefined;
			if (next?.ok === false) return next.failure;
			const beginning = records.filter((record) => secondOf(record) !== last);
			if (next === undefined || beginning.length + next.total < total) {
				return await this.divide(unread, Math.ceil((total / records.length) * 1.25));
			}
			await this.take(beginning, true);
			unread = rest;
			page = next;
		}
	}

	private async divide(range: TimeRange, wantedParts: number): Promise<End> {
		const ranges = partsOf(range, wantedParts);
		if (ranges === undefined) return faultOf('callLogTooDense');
		for (const part of ranges) {
			const end = await this.read(part);
			if (end !== undefined) return end;
		}
		return undefined;
	}

	private async ask(range: TimeRange): Promise<Page | FailedPage> {
		const outcome = await this.parts.ask(range);
		if (!outcome.ok) return outcome;
		return pageOf(outcome.answer) ?? { ok: false, failure: faultOf('callLogUnclear') };
	}

	private async take(records: readonly IDataObject[], isComplete: boolean): Promise<boolean> {
		const keys = records.map(keyOf);
		const fresh = records.filter((_, index) => !this.before.has(keys[index]));
		if (isComplete) this.before = new Set(keys);
		return await this.parts.take(fresh, isComplete);
	}
}

interface FailedPage {
	readonly ok: false;
	readonly failure: Failure;
}

interface Page {
	readonly ok: true;
	readonly records: readonly IDataObject[];
	readonly isComplete: boolean;
	/** How many calls there are in the range, as far as the service says. */
	readonly total: number;
}

/** @returns `undefined` for an answer without the calls that it counts */
function pageOf({ CDR_LIST: list, TOTAL_HITS }: Answer): Page | undefined {
	const count = Number(TOTAL_HITS ?? Number.NaN);
	const records = recordsIn(list);
	if (!Array.isArray(list) && count !== 0) return undefined;
	const total = Number.isFinite(count) ? Math.max(count, records.length) : records.length;
	if (records.length === 0 && total > 0) return undefined;
	// The service may stop counting at its own limit.
	return {
		ok: true,
		records,
		total,
		isComplete: records.length === total && total < maxCallLogRecords,
	};
}

/** In epoch seconds. A time without a zone is in GMT+0. */
const secondOf = ({ Date: at }: IDataObject): number => {
	const text = String(at ?? '');
	return Math.floor(Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`) / 1000);
};

/** @returns `undefined` if the records are not in the order of their time */
function lastSecondOf(records: readonly IDataObject[]): number | undefined {
	let last = -Infinity;
	for (const record of records) {
		const second = secondOf(record);
		if (!(second >= last)) return undefined;
		last = second;
	}
	return last;
}

/** More at once would be of no use if the calls are spread unevenly. */
const mostParts = 30;

/** @returns `undefined` for a range that is too short to divide */
function partsOf({ from, to }: TimeRange, wanted: number): TimeRange[] | undefined {
	const length = to - from;
	if (length < 3) return undefined;
	const count = Math.max(2, Math.min(wanted, mostParts, Math.floor(length / 2)));
	const edge = (index: number) => from + Math.ceil((index * length) / count);
	return Array.from({ length: count }, (_, index) => ({
		from: index === 0 ? from : edge(index) - 1,
		to: edge(index + 1),
	}));
}

/** Tells two legs of a call apart, and two tries of a leg. A recording can be added later. */
const keyOf = (record: IDataObject): string =>
	JSON.stringify(
		[
			'CallID',
			'CdrType',
			'Type',
			'Date',
			'CallerNumber',
			'TargetNumber',
			'Callerextension',
			'Targetextension',
			'DialStatus',
			'Duration',
		].map((name) => record[name]),
	);

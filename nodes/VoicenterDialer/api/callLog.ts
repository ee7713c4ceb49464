import type { IDataObject } from 'n8n-workflow';
import { faultOf, type Failure } from './failure';
import { isRecord } from './json';
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
 * An answer has at most 10,000 records (vendor's practice). Where there are more, the range is divided.
 * The parts overlap by a second, because nobody says whether a range includes its ends.
 * @returns the failure, if there is one
 */
export async function readCallLog({
	range,
	ask,
	take,
	isSingleRequest = false,
}: CallLogParts): Promise<Failure | undefined> {
	const ranges = [range];
	let before: ReadonlySet<string> = new Set();
	for (let next = ranges.pop(); next !== undefined; next = ranges.pop()) {
		const outcome = await ask(next);
		if (!outcome.ok) return outcome.failure;
		const page = pageOf(outcome.answer);
		if (page === undefined) return faultOf('callLogUnclear');
		const { records, isComplete, total } = page;
		const keys = records.map(keyOf);
		const known = before;
		const fresh = records.filter((_, index) => !known.has(keys[index]));
		if (await take(fresh, isComplete)) return undefined;
		if (!isComplete) {
			if (isSingleRequest) return faultOf('callLogTooLong');
			const parts = partsOf(next, Math.ceil((total / records.length) * 1.25));
			if (parts === undefined) return faultOf('callLogTooDense');
			ranges.push(...parts.reverse());
			continue;
		}
		before = new Set(keys);
	}
	return undefined;
}

interface Page {
	readonly records: readonly IDataObject[];
	readonly isComplete: boolean;
	/** How many calls there are in the range, as far as the service says. */
	readonly total: number;
}

/** @returns `undefined` for an answer without the calls that it counts */
function pageOf({ CDR_LIST: list, TOTAL_HITS }: Answer): Page | undefined {
	const count = Number(TOTAL_HITS ?? Number.NaN);
	const records = (Array.isArray(list) ? list : []).filter(isRecord) as IDataObject[];
	if (!Array.isArray(list) && count !== 0) return undefined;
	const total = Number.isFinite(count) ? Math.max(count, records.length) : records.length;
	if (records.length === 0 && total > 0) return undefined;
	// The service may stop counting at its own limit.
	return { records, total, isComplete: records.length === total && total < maxCallLogRecords };
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

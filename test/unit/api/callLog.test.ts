import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { readCallLog, type TimeRange } from '../../../nodes/VoicenterDialer/api/callLog';
import { faultOf } from '../../../nodes/VoicenterDialer/api/failure';
import type { Outcome } from '../../../nodes/VoicenterDialer/api/outcome';

interface Call {
	readonly id: number;
	/** Seconds. */
	readonly at: number;
}

interface ServiceOptions {
	readonly pageSize: number;
	/** Nobody says whether a range includes its ends. */
	readonly includesFrom: boolean;
	readonly includesTo: boolean;
	/** Which calls an answer has of those in the range, if not the first ones in their order. */
	readonly page?: (calls: readonly Call[], size: number) => readonly Call[];
}

const everyEnd = [true, false].flatMap((includesFrom) =>
	[true, false].map((includesTo) => ({ includesFrom, includesTo })),
);

/** A call log with these calls. */
function serviceWith(calls: readonly Call[], options: ServiceOptions) {
	const { pageSize, includesFrom, includesTo } = options;
	const page = options.page ?? ((found, size) => found.slice(0, size));
	const sorted = [...calls].sort((one, other) => one.at - other.at);
	const requests: TimeRange[] = [];
	const inRange = ({ from, to }: TimeRange) =>
		sorted.filter(
			({ at }) => (includesFrom ? at >= from : at > from) && (includesTo ? at <= to : at < to),
		);
	return {
		requests,
		inRange,
		ask: async (range: TimeRange): Promise<Outcome> => {
			requests.push(range);
			const found = inRange(range);
			const list = page(found, pageSize).map(({ id, at }) => ({
				CallID: String(id),
				Date: new Date(at * 1000).toISOString(),
			}));
			const answer = { ERROR_NUMBER: 0, TOTAL_HITS: found.length, CDR_LIST: list };
			return { ok: true, description: 'OK', answer };
		},
	};
}

/** Reads everything, or up to a limit. */
async function read(
	service: Pick<ReturnType<typeof serviceWith>, 'ask'>,
	range: TimeRange,
	{ limit = Infinity, isSingleRequest = false } = {},
) {
	const taken: IDataObject[] = [];
	const failure = await readCallLog({
		range,
		ask: service.ask,
		isSingleRequest,
		take: async (records, isComplete) => {
			const hasEnough = taken.length + records.length >= limit;
			if (isComplete || hasEnough) taken.push(...records.slice(0, limit - taken.length));
			return hasEnough;
		},
	});
	return { ids: taken.map(({ CallID }) => Number(CallID)), failure };
}

const day = { from: 0, to: 86_400 };
const evenly = (count: number): Call[] =>
	Array.from({ length: count }, (_, id) => ({ id, at: 1 + Math.floor((id * 86_398) / count) }));
const ids = (calls: readonly Call[]) => calls.map(({ id }) => id);

describe.each(everyEnd)('where a range includes its ends: %j', (ends) => {
	it('reads each call once, in the order of time', async () => {
		const calls = evenly(1000);
		const service = serviceWith(calls, { ...ends, pageSize: 100 });
		const { ids: found, failure } = await read(service, day);
		expect(failure).toBeUndefined();
		expect(found).toEqual(ids(calls));
		expect(service.requests.length).toBeLessThan(13);
	});

	it('asks hardly more often where all calls started within an hour of a month', async () => {
		const calls = Array.from({ length: 1000 }, (_, id) => ({ id, at: 1_000_000 + id * 3 }));
		const service = serviceWith(calls, { ...ends, pageSize: 100 });
		const { ids: found } = await read(service, { from: 0, to: 30 * 86_400 });
		expect(found).toEqual(ids(calls));
		expect(service.requests.length).toBeLessThan(13);
	});

	it.each<[string, NonNullable<ServiceOptions['page']>]>([
		['the last ones', (found, size) => found.slice(-size)],
		['the last ones, the latest first', (found, size) => [...found].reverse().slice(0, size)],
		['the first ones in no order', (found, size) => found.slice(0, size).reverse()],
		['every second one', (found, size) => found.filter(({ id }) => id % 2 === 0).slice(0, size)],
	])('reads each call once from a service that answers with %s', async (_what, page) => {
		const calls = evenly(1000);
		// Where all calls fit, an answer has them all.
		const paged: ServiceOptions['page'] = (found, size) =>
			found.length <= size ? found : page(found, size);
		const service = serviceWith(calls, { ...ends, pageSize: 100, page: paged });
		const { ids: found, failure } = await read(service, day);
		expect(failure).toBeUndefined();
		expect([...found].sort((a, b) => a - b)).toEqual(ids(calls));
	});

	it('reads each call once, however the calls are spread', async () => {
		const someCalls = fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 60 });
		const property = fc.asyncProperty(
			someCalls,
			fc.integer({ min: 1, max: 12 }),
			fc.integer({ min: 0, max: 200 }),
			async (times, pageSize, to) => {
				const calls = times.map((at, id) => ({ id, at }));
				const service = serviceWith(calls, { ...ends, pageSize });
				const range = { from: 0, to };
				const { ids: found, failure } = await read(service, range);
				if (failure === undefined) {
					const expected = ids(service.inRange(range));
					expect([...found].sort((a, b) => a - b)).toEqual([...expected].sort((a, b) => a - b));
				} else {
					expect(failure.kind).toBe('callLogTooDense');
					// True only where a page is too small for the calls within two seconds.
					const crowded = Array.from({ length: to + 1 }, (_, from) =>
						service.inRange({ from, to: Math.min(from + 2, to) }),
					).some((within) => within.length > pageSize);
					expect(crowded).toBe(true);
				}
			},
		);
		await fc.assert(property, { numRuns: 300 });
	});
});

const closed = { includesFrom: true, includesTo: true };

it('asks once where all calls fit into one answer', async () => {
	const service = serviceWith(evenly(99), { ...closed, pageSize: 100 });
	await read(service, day);
	expect(service.requests).toEqual([day]);
});

it('asks once for a limit that one answer has, however many calls there are', async () => {
	const service = serviceWith(evenly(1000), { ...closed, pageSize: 100 });
	expect((await read(service, day, { limit: 50 })).ids).toEqual(ids(evenly(1000)).slice(0, 50));
	expect(service.requests).toEqual([day]);
});

it('stops at a limit of several answers', async () => {
	const service = serviceWith(evenly(1000), { ...closed, pageSize: 100 });
	expect((await read(service, day, { limit: 150 })).ids).toEqual(ids(evenly(1000)).slice(0, 150));
	expect(service.requests.length).toBeLessThan(5);
});

it('sends one request where it may send no more, and says that it is not enough', async () => {
	const service = serviceWith(evenly(1000), { ...closed, pageSize: 100 });
	const { ids: found, failure } = await read(service, day, { isSingleRequest: true });
	expect(found).toEqual([]);
	expect(failure?.kind).toBe('callLogTooLong');
	expect(service.requests).toHaveLength(1);
	const enough = await read(service, day, { isSingleRequest: true, limit: 100 });
	expect(enough.ids).toHaveLength(100);
});

it('keeps two legs, and two tries of a leg, that have one call ID', async () => {
	const records = [
		{ CallID: '1', CdrType: 14, Date: 'a' },
		{ CallID: '1', CdrType: 15, Date: 'a' },
		{ CallID: '1', CdrType: 14, Date: 'b' },
	];
	const answer = { TOTAL_HITS: '3', CDR_LIST: records };
	const found = await read({ ask: async () => ({ ok: true, description: '', answer }) }, day);
	expect(found.ids).toEqual([1, 1, 1]);
});

it('takes a call once whose recording is added between two requests', async () => {
	const overlap = { CallID: '2', Date: 'b' };
	const pages = [
		{ TOTAL_HITS: 4, CDR_LIST: [{ CallID: '1', Date: 'a' }] },
		{ TOTAL_HITS: 2, CDR_LIST: [{ CallID: '1', Date: 'a' }, overlap] },
		{
			TOTAL_HITS: 2,
			CDR_LIST: [
				{ ...overlap, RecordURL: 'x' },
				{ CallID: '3', Date: 'c' },
			],
		},
		...Array.from({ length: 5 }, () => ({ TOTAL_HITS: 0, CDR_LIST: [] })),
	];
	const ask = async (): Promise<Outcome> => {
		return { ok: true, description: '', answer: pages.shift() ?? {} };
	};
	expect((await read({ ask }, day)).ids).toEqual([1, 2, 3]);
});

it.each<[string, Record<string, unknown>, string | undefined]>([
	['no list', { TOTAL_HITS: 3 }, 'callLogUnclear'],
	['no list and no count', {}, 'callLogUnclear'],
	['a list of nothing, and a count', { TOTAL_HITS: 3, CDR_LIST: [] }, 'callLogUnclear'],
	['no list where there are no calls', { TOTAL_HITS: 0, CDR_LIST: null }, undefined],
	['no count', { CDR_LIST: [{ CallID: '1' }] }, undefined],
	['a lower count than calls', { TOTAL_HITS: 0, CDR_LIST: [{ CallID: '1' }] }, undefined],
])('reads an answer with %s', async (_what, answer, kind) => {
	const ask = async (): Promise<Outcome> => ({ ok: true, description: '', answer });
	expect((await read({ ask }, day)).failure?.kind).toBe(kind);
});

it('does not trust a count that stops at the service’s own limit', async () => {
	const full = Array.from({ length: 10_000 }, (_, id) => ({ CallID: String(id) }));
	// Without times, so that the range is divided.
	const pages = [full, full.slice(0, 6000), [...full.slice(6000), { CallID: '10000' }]];
	const ask = async (): Promise<Outcome> => {
		const list = pages.shift() ?? [];
		return { ok: true, description: '', answer: { TOTAL_HITS: list.length, CDR_LIST: list } };
	};
	expect((await read({ ask }, day)).ids).toHaveLength(10_001);
});

it('ends with the first failure', async () => {
	const failure = faultOf('forbidden');
	expect((await read({ ask: async () => ({ ok: false, failure }) }, day)).failure).toBe(failure);
});

it('gives up soon on a service that ignores the range', async () => {
	let requests = 0;
	const ask = async (): Promise<Outcome> => {
		requests++;
		const answer = { TOTAL_HITS: 50_000, CDR_LIST: [{ CallID: '1' }] };
		return { ok: true, description: '', answer };
	};
	const year = { from: 0, to: 365 * 86_400 };
	expect((await read({ ask }, year)).failure?.kind).toBe('callLogTooDense');
	expect(requests).toBeLessThan(20);
});

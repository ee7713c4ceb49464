import type { HttpAnswer } from '../../../nodes/VoicenterDialer/api/outcome';
import { PendingCalls, type PendingRead } from '../../../nodes/VoicenterDialer/api/pendingCalls';

interface Reading {
	readonly campaign: unknown;
	readonly answer: (body: object) => void;
}

let readings: Reading[];
let pendingCalls: PendingCalls;

beforeEach(() => {
	readings = [];
	const send = async ({ body }: { body?: unknown }) =>
		await new Promise<HttpAnswer>((resolve) => {
			readings.push({
				campaign: (body as { Campaign: unknown }).Campaign,
				answer: (json) =>
					resolve({
						statusCode: 200,
						headers: {},
						body: JSON.stringify({ ErrorCode: 0, ...json }),
					}),
			});
		});
	pendingCalls = new PendingCalls(
		{ send, baseUrl: 'http://x', secret: 'secret' },
		{ timeoutMs: 1000, maxRetries: 0 },
	);
});

const turn = async () => await new Promise((resolve) => setImmediate(resolve));
const withCalls = (...phones: string[]) => ({
	Data: { Calls: phones.map((Phone) => ({ Phone })) },
});
const phonesOf = (read: PendingRead) => (read.ok ? [...read.waiting.keys()] : read.failure.kind);

it('does not share a reading that had already begun', async () => {
	const first = pendingCalls.readFromNow('c1');
	await turn();
	const late = [pendingCalls.readFromNow('c1'), pendingCalls.readFromNow('c1')];
	readings[0].answer(withCalls('1'));
	expect(phonesOf(await first)).toEqual(['1']);
	await turn();
	expect(readings).toHaveLength(2);
	const later = pendingCalls.readFromNow('c1');
	readings[1].answer(withCalls('1', '2'));
	for (const read of late) expect(phonesOf(await read)).toEqual(['1', '2']);
	await turn();
	expect(readings).toHaveLength(3);
	readings[2].answer(withCalls('3'));
	expect(phonesOf(await later)).toEqual(['3']);
});

it('reads several campaigns at the same time', async () => {
	const reads = [pendingCalls.readFromNow('c1'), pendingCalls.readFromNow('c2')];
	await turn();
	expect(readings.map(({ campaign }) => campaign)).toEqual(['c1', 'c2']);
	readings[1].answer(withCalls('2'));
	expect(phonesOf(await reads[1])).toEqual(['2']);
	readings[0].answer(withCalls('1'));
	expect(phonesOf(await reads[0])).toEqual(['1']);
});

it('reads again after a failed reading', async () => {
	const first = pendingCalls.readFromNow('c1');
	await turn();
	readings[0].answer({ ErrorCode: 1 });
	expect(phonesOf(await first)).toBe('errorCode');
	const second = pendingCalls.readFromNow('c1');
	await turn();
	readings[1].answer(withCalls('0501234567', '+972 50 123 4567'));
	const read = await second;
	expect(read.ok && read.waiting.get('972501234567')).toHaveLength(2);
});

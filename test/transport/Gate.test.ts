import * as fc from 'fast-check';
import { faultOf } from '../../nodes/VoicenterDialer/transport/failure';
import { Gate } from '../../nodes/VoicenterDialer/transport/Gate';
import type { Outcome } from '../../nodes/VoicenterDialer/transport/readAnswer';

const ok: Outcome = { ok: true, description: 'OK', answer: {} };
const failed = (kind: Parameters<typeof faultOf>[0]): Outcome => ({
	ok: false,
	failure: faultOf(kind),
});
const turn = async (count = 1): Promise<void> => {
	for (let left = count; left > 0; left--) await new Promise((resolve) => setImmediate(resolve));
};

it('lets so many pass at a time, each in its order, and none get lost', async () => {
	const request = fc.record({ turns: fc.nat(3), end: fc.constantFrom('ok', 'no', 'throws') });
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 1, max: 4 }),
			fc.array(request, { maxLength: 12 }),
			async (size, requests) => {
				let inFlight = 0;
				const begun: number[] = [];
				let idle = 0;
				const gate = new Gate(size, () => idle++);
				const outcomes = await Promise.allSettled(
					requests.map(async ({ turns, end }, index) => {
						const send = async () => {
							begun.push(index);
							expect(++inFlight).toBeLessThanOrEqual(size);
							await turn(turns);
							inFlight--;
							if (end === 'throws') throw new Error('A bug');
							return end === 'ok' ? ok : failed('timeout');
						};
						return await gate.pass(send);
					}),
				);
				expect(begun).toEqual(requests.map((_, index) => index));
				expect(outcomes.map(({ status }) => status)).toEqual(
					requests.map(({ end }) => (end === 'throws' ? 'rejected' : 'fulfilled')),
				);
				expect(idle > 0).toBe(requests.length > 0);
			},
		),
	);
});

it.each(['refused', 'dns', 'tls', 'forbidden', 'notFound', 'redirect'] as const)(
	'sends nothing more once the host is out of reach (%s)',
	async (kind) => {
		const gate = new Gate(2);
		let sent = 0;
		const send = async () => {
			sent++;
			await turn();
			return failed(kind);
		};
		const outcomes = await Promise.all(Array.from({ length: 20 }, () => gate.pass(send)));
		expect(sent).toBe(2);
		expect(outcomes).toEqual(outcomes.map(() => failed(kind)));
	},
);

it.each(['timeout', 'serverError', 'tooManyRequests', 'unavailable', 'bulkTooLarge'] as const)(
	'goes on after what concerns one request alone (%s)',
	async (kind) => {
		const gate = new Gate(1);
		let sent = 0;
		const send = async () => {
			sent++;
			return failed(kind);
		};
		await Promise.all(Array.from({ length: 5 }, () => gate.pass(send)));
		expect(sent).toBe(5);
	},
);

it('lets none pass once the execution was stopped', async () => {
	const stop = new AbortController();
	const gate = new Gate(1);
	const first = gate.pass(async () => {
		stop.abort();
		return ok;
	}, stop.signal);
	const second = gate.pass(() => Promise.reject(new Error('Sent')), stop.signal);
	expect(await first).toEqual(ok);
	expect(await second).toEqual(failed('stopped'));
});

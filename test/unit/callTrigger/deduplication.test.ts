import {
	EventDeduplication,
	maxRemembered,
} from '../../../nodes/VoicenterDialer/callTrigger/deduplication';

it('accepts one of twenty simultaneous deliveries of an event', async () => {
	const seen = new EventDeduplication();
	const reservations = Array.from({ length: 20 }, async () => {
		const reservation = await seen.reserve('a', 'call');
		reservation?.settle(true);
		return reservation;
	});
	expect((await Promise.all(reservations)).filter((reservation) => reservation)).toHaveLength(1);
	expect(await seen.reserve('a', 'call')).toBeUndefined();
	expect(await seen.reserve('b', 'call')).toBeDefined();
});

it('accepts the next delivery, and only that one, if the execution could not start', async () => {
	const seen = new EventDeduplication();
	const first = await seen.reserve('a', 'call');
	const others = [1, 2, 3].map(async () => await seen.reserve('a', 'call'));
	first?.settle(false);
	const second = await others[0];
	expect(second).toBeDefined();
	second?.settle(true);
	expect(await others[1]).toBeUndefined();
	expect(await others[2]).toBeUndefined();
});

it('says which event came first about the same subject, however many follow', async () => {
	const seen = new EventDeduplication();
	const conflicts = [];
	for (const id of ['a', 'b', 'c', 'a', 'b']) {
		const reservation = await seen.reserve(id, 'call');
		reservation?.settle(true);
		conflicts.push(reservation && (reservation.conflictsWith ?? 'none'));
	}
	expect(conflicts).toEqual(['none', 'a', 'a', undefined, undefined]);
	expect(await seen.reserve('d', 'another call')).not.toHaveProperty('conflictsWith');
});

it('an event that n8n could not start does not contradict itself', async () => {
	const seen = new EventDeduplication();
	(await seen.reserve('a', 'call'))?.settle(false);
	expect(await seen.reserve('a', 'call')).not.toHaveProperty('conflictsWith');
});

it('is not pushed out by ten thousand others; forgets the oldest when it is full', async () => {
	const seen = new EventDeduplication();
	const send = async (event: number) => {
		const reservation = await seen.reserve(`${event}`, `call ${event}`);
		reservation?.settle(true);
		return reservation;
	};
	for (let event = 0; event <= 10_000; event++) await send(event);
	expect(await send(0)).toBeUndefined();
	for (let event = 10_001; event <= maxRemembered; event++) await send(event);
	expect(await send(1)).toBeUndefined();
	expect(await send(0)).toBeDefined();
});

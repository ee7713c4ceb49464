import { EventDeduplication } from '../../../nodes/VoicenterDialer/callTrigger/deduplication';

it('accepts one of twenty simultaneous deliveries of an event', async () => {
	const seen = new EventDeduplication();
	const reservations = Array.from({ length: 20 }, async () => {
		const reservation = await seen.reserve('a');
		reservation?.settle(true);
		return reservation;
	});
	expect((await Promise.all(reservations)).filter((reservation) => reservation)).toHaveLength(1);
	expect(await seen.reserve('a')).toBeUndefined();
	expect(await seen.reserve('b')).toBeDefined();
});

it('accepts the next delivery, and only that one, if the execution could not start', async () => {
	const seen = new EventDeduplication();
	const first = await seen.reserve('a');
	const others = [seen.reserve('a'), seen.reserve('a'), seen.reserve('a')];
	first?.settle(false);
	const second = await others[0];
	expect(second).toBeDefined();
	second?.settle(true);
	expect(await others[1]).toBeUndefined();
	expect(await others[2]).toBeUndefined();
});

it('forgets the oldest after 10,000', async () => {
	const seen = new EventDeduplication();
	for (let event = 0; event <= 10_000; event++) (await seen.reserve(`${event}`))?.settle(true);
	expect(await seen.reserve('1')).toBeUndefined();
	expect(await seen.reserve('0')).toBeDefined();
});

import { EventDeduplication } from '../../../nodes/VoicenterDialer/callTrigger/deduplication';

it('gives an event to one of twenty that come at once', async () => {
	const seen = new EventDeduplication();
	const claims = Array.from({ length: 20 }, async () => {
		const claim = await seen.claim('a');
		claim?.settle(true);
		return claim;
	});
	expect((await Promise.all(claims)).filter((claim) => claim)).toHaveLength(1);
	expect(await seen.claim('a')).toBeUndefined();
	expect(await seen.claim('b')).toBeDefined();
});

it('gives an event that could not be started to the next, and to no more than that', async () => {
	const seen = new EventDeduplication();
	const first = await seen.claim('a');
	const others = [seen.claim('a'), seen.claim('a'), seen.claim('a')];
	first?.settle(false);
	const second = await others[0];
	expect(second).toBeDefined();
	second?.settle(true);
	expect(await others[1]).toBeUndefined();
	expect(await others[2]).toBeUndefined();
});

it('forgets the oldest after 10,000', async () => {
	const seen = new EventDeduplication();
	for (let event = 0; event <= 10_000; event++) (await seen.claim(`${event}`))?.settle(true);
	expect(await seen.claim('1')).toBeUndefined();
	expect(await seen.claim('0')).toBeDefined();
});

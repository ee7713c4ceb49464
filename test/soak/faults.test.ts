import { positionsOf, serviceFaults } from '../../perf/soak/faults';
import { soakScale } from '../../perf/soak/scale';
import { RuleSchedule } from '../../simulator/faults/faults';

it('hits one request in each stretch, the same ones every time', () => {
	const positions = positionsOf('seed', 1000, 0.05);
	expect(positions).toHaveLength(50);
	positions.forEach((position, index) => expect(Math.floor(position / 20)).toBe(index));
	expect(positionsOf('seed', 1000, 0.05)).toEqual(positions);
});

it('hits the requests that it has chosen', () => {
	const scale = soakScale(20, 1_000_000, 15);
	const rules = serviceFaults(scale).filter(({ method }) => method === 'AddCallsBulk');
	const turns = new RuleSchedule<(typeof rules)[number]>();
	turns.set(rules);
	const requests = scale.bulkRequests * 1.5;
	const hit = Array.from({ length: requests }, (_, index) => index).filter(
		() => turns.take(() => true) !== undefined,
	);
	expect(hit).toEqual(positionsOf('soak AddCallsBulk', requests, scale.faultShare.bulk));
});

it('makes a million leads of a day, and each fault come in a short one', () => {
	const day = soakScale(20, 1_000_000, 15);
	expect(day.bulkLeads + day.singleLeads).toBe(1_000_000);
	expect(day.files).toBe(40);
	const short = serviceFaults(soakScale(1.5, 60_000, 4));
	for (const method of ['AddCall', 'AddCallsBulk']) {
		const kinds = short.filter((rule) => rule.method === method).map(({ fault }) => fault);
		expect(new Set(kinds.map((fault) => JSON.stringify(fault))).size).toBe(9);
	}
});

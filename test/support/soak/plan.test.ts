import { positionsOf, serviceFaults } from '../../../perf/soak/faults';
import { LeadFile, leadNumber } from '../../../perf/soak/leads';
import { soakScale } from '../../../perf/soak/scale';
import { RuleSchedule } from '../../../simulator/faults/faults';

describe('the lead files', () => {
	const scale = soakScale(1.5, 6000, 4);
	const campaigns = ['one', 'two', 'three'];
	const fileAt = (index: number) => new LeadFile(index, scale, campaigns);

	const numbersIn = (file: LeadFile) =>
		file.leads().map(({ phone }) => leadNumber(phone, scale.bulkLeads));

	it('has each lead of the day in one file', () => {
		const numbers = Array.from({ length: scale.files }, (_, index) => numbersIn(fileAt(index)));
		expect(new Set(numbers.flat())).toEqual(
			new Set(Array.from({ length: scale.bulkLeads }).keys()),
		);
	});

	it('repeats leads with keys unchanged', () => {
		const [first, second] = [fileAt(1).leads(), fileAt(5).leads()];
		const again = second.filter(({ lead_id }) => first.some((lead) => lead.lead_id === lead_id));
		expect(again.length).toBeGreaterThan(0);
		expect(first).toEqual(expect.arrayContaining(again));
		expect(new Set(numbersIn(fileAt(2))).size).toBe(fileAt(2).leads().length);
	});
});

describe('the faults', () => {
	it('affects one request per interval, the same ones every time', () => {
		const positions = positionsOf('seed', 1000, 0.05);
		expect(positions).toHaveLength(50);
		positions.forEach((position, index) => expect(Math.floor(position / 20)).toBe(index));
		expect(positionsOf('seed', 1000, 0.05)).toEqual(positions);
	});

	it('affects the chosen requests', () => {
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

	it('plans a million leads for a day, and each fault also in a short run', () => {
		const day = soakScale(20, 1_000_000, 15);
		expect(day.bulkLeads + day.singleLeads).toBe(1_000_000);
		expect(day.files).toBe(40);
		const short = serviceFaults(soakScale(1.5, 60_000, 4));
		for (const method of ['AddCall', 'AddCallsBulk']) {
			const kinds = short.filter((rule) => rule.method === method).map(({ fault }) => fault);
			expect(new Set(kinds.map((fault) => JSON.stringify(fault))).size).toBe(9);
		}
	});
});

import { LeadFile, leadNumber } from '../../perf/soak/leads';
import { soakScale } from '../../perf/soak/scale';

const scale = soakScale(1.5, 6000, 4);
const campaigns = ['one', 'two', 'three'];
const fileAt = (index: number) => new LeadFile(index, scale, campaigns);

const numbersIn = (file: LeadFile) =>
	file.leads().map(({ phone }) => leadNumber(phone, scale.bulkLeads));

it('has each lead of the day in one file', () => {
	const numbers = Array.from({ length: scale.files }, (_, index) => numbersIn(fileAt(index)));
	expect(new Set(numbers.flat())).toEqual(new Set(Array.from({ length: scale.bulkLeads }).keys()));
});

it('brings leads with keys once more, as they were', () => {
	const [first, second] = [fileAt(1).leads(), fileAt(5).leads()];
	const again = second.filter(({ lead_id }) => first.some((lead) => lead.lead_id === lead_id));
	expect(again.length).toBeGreaterThan(0);
	expect(first).toEqual(expect.arrayContaining(again));
	expect(new Set(numbersIn(fileAt(2))).size).toBe(fileAt(2).leads().length);
});

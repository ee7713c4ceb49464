import * as fc from 'fast-check';
import { Batches } from '../../../nodes/VoicenterDialer/run/batches';
import { campaignOf, type SentCall } from '../../../nodes/VoicenterDialer/run/lead';

const leadOf = (Campaign: string, itemIndex: number): SentCall & { itemIndex: number } => ({
	itemIndex,
	request: { method: 'AddCallsBulk', parameters: { Campaign, Target: '1' }, variables: {} },
});

it('puts each lead into one batch of its campaign, in order, none larger than the size', () => {
	const campaigns = fc.array(fc.constantFrom('c1', 'c2', '__proto__', ''), { maxLength: 40 });
	fc.assert(
		fc.property(campaigns, fc.integer({ min: 1, max: 7 }), (codes, size) => {
			const leads = codes.map(leadOf);
			const cutter = new Batches(size);
			const full = leads.flatMap((lead) => [cutter.add(lead) ?? []]);
			const batches = [...full, ...cutter.takeRest()].filter(({ length }) => length > 0);
			for (const batch of batches) {
				expect(new Set(batch.map(campaignOf)).size).toBe(1);
				expect(batch.length).toBeLessThanOrEqual(size);
			}
			for (const code of new Set(codes)) {
				const ofCampaign = batches.filter(([lead]) => campaignOf(lead) === code);
				expect(ofCampaign.flat()).toEqual(leads.filter((lead) => campaignOf(lead) === code));
				for (const batch of ofCampaign.slice(0, -1)) expect(batch).toHaveLength(size);
			}
		}),
	);
});

import { ok, okWith } from '../harness/answers';
import { runAddMany } from '../harness/runAddMany';
import { Wire } from '../harness/wire';

const wire = new Wire();

it('skips leads whose number is waiting in the campaign, however it is written', async () => {
	wire.answer(okWith({ Calls: [{ Phone: '972500000000' }, { Phone: '0500000002' }] }), {
		method: 'GetCampaignPendingCalls',
	});
	wire.answer(ok, { method: 'AddCallsBulk' });
	const leads = ['050-0000000', '0500000001', '+972 50 000 0002'].map((phone) => ({ phone }));
	const { items, hints } = await runAddMany(leads, { skipPending: true });
	expect(items.map(({ json }) => json.status)).toEqual(['skipped', 'added', 'skipped']);
	expect(items[0].json.description).toMatch(/waiting/);
	expect(wire.of('AddCallsBulk')[0].body).toHaveLength(1);
	expect(hints[0].message).toMatch(/2 skipped/);
});

it('sends nothing where it cannot see what is waiting', async () => {
	wire.answer({ status: 500 }, { method: 'GetCampaignPendingCalls' });
	const { error } = await runAddMany([{ phone: '0500000000' }], { skipPending: true });
	expect(error?.message).toMatch(/500/);
});

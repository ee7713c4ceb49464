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

it.each([
	['no Data', ok],
	['no Calls', okWith({})],
	['no Calls beside a count', okWith({ Calls: [], Campaign: { TotalPendingCalls: 5 } })],
	['a call that is none', okWith({ Calls: [null] })],
	['Calls that are no list', okWith({ Calls: { Phone: '0500000000' } })],
])('takes an odd answer for no answer (%s)', async (_what, answer) => {
	wire.answer(answer, { method: 'GetCampaignPendingCalls' });
	const { items } = await runAddMany(
		[{ phone: '0500000000' }],
		{ skipPending: true },
		{ node: { onError: 'continueRegularOutput' } },
	);
	expect(items[0].json).toMatchObject({ target: '0500000000', status: 'skipped' });
});

it('finds nobody in a call whose custom data cannot be read', async () => {
	wire.answer({ status: 502 }, { method: 'AddCallsBulk' });
	wire.answer(okWith({ Calls: [{ Phone: '0500000000', CustomData: 'x' }] }), {
		method: 'GetCampaignPendingCalls',
	});
	const { items } = await runAddMany(
		[{ phone: '0500000000' }],
		{},
		{ node: { onError: 'continueRegularOutput' } },
	);
	expect(items[0].json).toMatchObject({ target: '0500000000', status: 'unknown' });
});

import { ok } from '../harness/answers';
import { byId } from '../harness/locator';
import { runAddMany } from '../harness/runAddMany';
import { Wire } from '../harness/wire';

const wire = new Wire();
const targetsSent = () =>
	wire.requests.flatMap(({ body }) => (body as Array<{ Target: string }>).map((e) => e.Target));

it('rejects bad rows with the reason, and sends the others', async () => {
	wire.answer(ok);
	const leads = [
		{ phone: '0500000000', at: '' },
		{ phone: '', at: '' },
		{ phone: '0500000002', at: 'tomorrow' },
		{ at: '' },
		{ phone: '0500000004', at: '', name: '__proto__' },
		{ phone: '0500000005', at: '2026-12-24T09:30:00Z' },
	];
	const { items, error, hints } = await runAddMany(
		leads,
		{},
		{
			parameters: {
				additionalFields: { originateTime: '={{ $json.at }}' },
				customVariables: { variable: [{ name: '={{ $json.name ?? "n" }}', value: 'x' }] },
			},
		},
	);
	expect(error).toBeUndefined();
	expect(targetsSent()).toEqual(['0500000000', '0500000005']);
	expect(items.map(({ json }) => json.status)).toEqual([
		'added',
		'rejected',
		'rejected',
		'rejected',
		'rejected',
		'added',
	]);
	const reasons = items.map(({ json }) => json.description);
	expect(reasons[1]).toMatch(/Target/);
	expect(reasons[2]).toMatch(/Originate Time/);
	expect(reasons[3]).toMatch(/Target/);
	expect(reasons[4]).toMatch(/__proto__/);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(leads.map((_, item) => ({ item })));
	expect(hints).toHaveLength(1);
	expect(hints[0].message).toMatch(/2 added/);
	expect(hints[0].message).toMatch(/4 rejected/);
});

it('rejects a row without a campaign', async () => {
	wire.answer(ok);
	const { items } = await runAddMany(
		[{ phone: '0500000000' }, { phone: '0500000001', code: 'c1' }],
		{},
		{ parameters: { campaign: byId('={{ $json.code }}') } },
	);
	expect(items.map(({ json }) => json.status)).toEqual(['rejected', 'added']);
	expect(items[0].json.description).toMatch(/Campaign/);
});

it('skips a later lead with the same campaign and number', async () => {
	wire.answer(ok, { times: 2 });
	const leads = [
		{ phone: '0500000000' },
		{ phone: '+972 50-000-0000' },
		{ phone: '972500000000' },
		{ phone: '0500000000', campaign: 'c2' },
		{ phone: '0500000001' },
	];
	const { items, hints } = await runAddMany(leads, { skipDuplicates: true, maxConcurrency: 1 });
	expect(items.map(({ json }) => json.status)).toEqual([
		'added',
		'skipped',
		'skipped',
		'added',
		'added',
	]);
	expect(items[1].json.description).toMatch(/\w+/);
	expect(targetsSent().sort()).toEqual(['0500000000', '0500000000', '0500000001']);
	expect(hints[0].message).toMatch(/3 added/);
	expect(hints[0].message).toMatch(/2 skipped/);
});

it('sends the same number twice where it is not told to skip', async () => {
	wire.answer(ok);
	await runAddMany([{ phone: '0500000000' }, { phone: '0500000000' }]);
	expect(targetsSent()).toEqual(['0500000000', '0500000000']);
});

it('names the reason that most rejected leads have', async () => {
	wire.answer(ok);
	const rows = ['0500000000', '', ''].map((phone) => ({ phone, at: '' }));
	const { hints } = await runAddMany(rows);
	expect(hints[0].message).toMatch(/ 2 rejected with ““Target Phone Number” is empty”\./);
	expect(hints[0].type).toBe('warning');
});

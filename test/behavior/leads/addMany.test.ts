import { phones, runAddMany } from '../../harness/addCalls';
import { byId, type NodeSetup } from '../../harness/runNode';
import { ok, okWith, Wire } from '../../harness/wire';

const wire = new Wire();

describe('batches', () => {
	interface Element {
		readonly Campaign: string;
		readonly Target: string;
	}
	const batches = () => wire.requests.map(({ body }) => body as Element[]);

	it('splits the leads by Batch Size, in order', async () => {
		wire.answer(ok, { times: 3 });
		const { items } = await runAddMany(phones(7), { batchSize: 3, maxConcurrency: 1 });
		expect(batches().map((batch) => batch.map(({ Target }) => Target.slice(-1)))).toEqual([
			['0', '1', '2'],
			['3', '4', '5'],
			['6'],
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3, 4, 5, 6].map((item) => ({ item })),
		);
	});

	it('sends each campaign’s leads in separate requests', async () => {
		wire.answer(ok, { times: 3 });
		const leads = phones(7).map((lead, index) => ({ ...lead, campaign: index % 2 ? 'c2' : 'c1' }));
		const { items } = await runAddMany(leads, { batchSize: 3, maxConcurrency: 1 });
		for (const batch of batches()) {
			expect(new Set(batch.map(({ Campaign }) => Campaign)).size).toBe(1);
			expect(batch.length).toBeLessThanOrEqual(3);
		}
		expect(batches().flat()).toHaveLength(7);
		expect(items.map(({ json }) => [json.campaign, json.target])).toEqual(
			leads.map(({ campaign, phone }) => [campaign, phone]),
		);
	});

	it('sends 3,000 per request by default', async () => {
		wire.answer(ok, { times: 2 });
		const { items } = await runAddMany(phones(3001), { maxConcurrency: 1 });
		expect(batches().map(({ length }) => length)).toEqual([3000, 1]);
		expect(items).toHaveLength(3001);
	});

	it.each([0, -1, 100_001, 2.5, '={{ "many" }}'])(
		'rejects a batch size of %s',
		async (batchSize) => {
			const { error } = await runAddMany(phones(1), { batchSize });
			expect(error?.message).toMatch(/Batch Size/);
		},
	);
});

describe('the check before sending', () => {
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
		expect(items[0].json.reason).toBe('invalidInput');
		expect(items[1].json).not.toHaveProperty('reason');
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
		expect(items[1].json.reason).toBe('duplicate');
		expect(targetsSent().sort()).toEqual(['0500000000', '0500000000', '0500000001']);
		expect(hints[0].message).toMatch(/3 added/);
		expect(hints[0].message).toMatch(/2 skipped/);
	});

	it('sends the same number twice with Skip Duplicates off', async () => {
		wire.answer(ok);
		await runAddMany([{ phone: '0500000000' }, { phone: '0500000000' }]);
		expect(targetsSent()).toEqual(['0500000000', '0500000000']);
	});

	it('names the reasons for rejections, the most frequent ones first', async () => {
		wire.answer(ok);
		const rows = ['0500000000', '1.5', '', ''].map((phone) => ({ phone, at: '' }));
		const { hints } = await runAddMany(rows);
		expect(hints[0].message).toMatch(
			/ 3 rejected\. Reasons: “Target Phone Number” is empty \(2\), “Target Phone Number” .+ \(1\)\. See/,
		);
		expect(hints[0].type).toBe('warning');
	});

	const times: Partial<NodeSetup> = {
		parameters: { additionalFields: { originateTime: '={{ $json.at }}' } },
	};

	it('counts the leads with the same reason together, whatever their values are', async () => {
		const values = ['now', 'Mr. Levi', '<img src=x onerror=alert(1)>', 'a'.repeat(5000)];
		const rows = ['', ...values].map((at) => ({ phone: at === '' ? '' : '0500000000', at }));
		const { hints } = await runAddMany(rows, {}, times);
		expect(hints[0].message).toMatch(
			/Reasons: “Originate Time” is not a date and time \(4\), “Target Phone Number” is empty \(1\)\. See/,
		);
	});

	const named: Partial<NodeSetup> = {
		parameters: {
			customVariables: {
				variable: ['x', 'y'].map((value) => ({ name: '={{ $json.name }}', value })),
			},
		},
	};

	it('names three reasons at most', async () => {
		const rows = ['a', 'b', 'c', 'd'].map((name) => ({ phone: '0500000000', name }));
		const { hints } = await runAddMany(rows, {}, named);
		expect(hints[0].message.match(/ \(1\)/g)).toHaveLength(3);
		expect(hints[0].message).toMatch(/ \(1\), and other reasons\. See/);
	});

	it('shows what an expression returned as text, where n8n shows HTML', async () => {
		const rows = [{ phone: '0500000000', name: '<b>now</b>' }];
		const { hints } = await runAddMany(
			rows,
			{ includeInputFields: true, outputFieldName: '<i>call</i>' },
			named,
		);
		expect(hints[0].message).toContain('&lt;b>now');
		expect(hints[0].message).toContain('“&lt;i>call&lt;/i>.description”');
		expect(hints[0].message).not.toContain('<');
	});
});

describe('Skip Pending', () => {
	it('skips leads whose number is waiting in the campaign, in any spelling', async () => {
		wire.answer(okWith({ Calls: [{ Phone: '972500000000' }, { Phone: '0500000002' }] }), {
			method: 'GetCampaignPendingCalls',
		});
		wire.answer(ok, { method: 'AddCallsBulk' });
		const leads = ['050-0000000', '0500000001', '+972 50 000 0002'].map((phone) => ({ phone }));
		const { items, hints } = await runAddMany(leads, { skipPending: true });
		expect(items.map(({ json }) => json.status)).toEqual(['skipped', 'added', 'skipped']);
		expect(items[0].json.description).toMatch(/waiting/);
		expect(items[0].json.reason).toBe('pending');
		expect(wire.of('AddCallsBulk')[0].body).toHaveLength(1);
		expect(hints[0].message).toMatch(/2 skipped/);
	});

	it('sends nothing if the queue is unreadable', async () => {
		wire.answer({ status: 500 }, { method: 'GetCampaignPendingCalls' });
		const { error } = await runAddMany([{ phone: '0500000000' }], { skipPending: true });
		expect(error?.message).toMatch(/500/);
	});

	it.each([
		['no Data', ok],
		['no Calls', okWith({})],
		['a count without Calls', okWith({ Calls: [], Campaign: { TotalPendingCalls: 5 } })],
		['an invalid call', okWith({ Calls: [null] })],
		['Calls that are not a list', okWith({ Calls: { Phone: '0500000000' } })],
	])('treats an unexpected answer as no answer (%s)', async (_what, answer) => {
		wire.answer(answer, { method: 'GetCampaignPendingCalls' });
		const { items } = await runAddMany(
			[{ phone: '0500000000' }],
			{ skipPending: true },
			{ node: { onError: 'continueRegularOutput' } },
		);
		expect(items[0].json).toMatchObject({ target: '0500000000', reason: 'stopped' });
	});

	it('does not find a lead in a call with unreadable custom data', async () => {
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
});

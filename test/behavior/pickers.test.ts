import { everythingIn } from '../harness/execution';
import { search } from '../harness/panel';
import { byId } from '../harness/runNode';
import { jsonRequest, no, okWith, Wire } from '../harness/wire';
import { accountCode } from '../harness/workflow';

const wire = new Wire();

describe('campaigns', () => {
	const campaigns = [
		{ Name: 'Fiber', StatusName: 'Enabled', Code: 'c1' },
		{ Name: 'Old', StatusName: 'Deleted', Code: 'c2' },
		{ Name: 'Mobile', StatusName: 'Disabled', Code: 'c3' },
	];

	it('lists campaigns with their status, without deleted ones', async () => {
		wire.answer(okWith(campaigns));
		const { results } = await search('searchCampaigns');
		expect(wire.requests).toEqual([jsonRequest('GetCampaignList', { Code: accountCode })]);
		expect(results.map(({ name, value }) => [name, value])).toEqual([
			['Fiber (Enabled)', 'c1'],
			['Mobile (Disabled)', 'c3'],
		]);
	});

	it.each(['mobi', 'MOBILE', 'c3'])('finds by name or code (%s)', async (filter) => {
		wire.answer(okWith(campaigns));
		const { results } = await search('searchCampaigns', { filter });
		expect(results.map(({ value }) => value)).toEqual(['c3']);
	});

	it('shows the status in reading order, whatever characters the name has', async () => {
		const reversing = String.fromCodePoint(0x202e);
		wire.answer(okWith([{ Name: `Fiber ${reversing}2026`, StatusName: 'Disabled', Code: 'c4' }]));
		const { results } = await search('searchCampaigns');
		expect(results.map(({ name, value }) => [name, value])).toEqual([
			['Fiber 2026 (Disabled)', 'c4'],
		]);
	});

	it('shows the start and the end of a long name, and finds all of it', async () => {
		const name = 'Customers of the north whose contract ends in autumn, second wave';
		wire.answer(okWith([{ Name: name, StatusName: 'Disabled', Code: 'c5' }]));
		const { results } = await search('searchCampaigns', { filter: 'contract ends' });
		expect(results.map((entry) => entry.name)).toEqual([
			'Customers of the north…utumn, second wave (Disabled)',
		]);
	});

	it('masks the account code in a long name before leaving out its middle', async () => {
		const name = `${'a'.repeat(20)}${accountCode}${'z'.repeat(40)}`;
		wire.answer(okWith([{ Name: name, StatusName: 'Enabled', Code: 'c6' }]));
		const { results } = await search('searchCampaigns');
		expect(results[0].name).not.toContain(accountCode[0]);
	});

	it('returns many in pages, each once', async () => {
		const many = Array.from({ length: 250 }, (_, index) => ({
			Name: `Campaign ${index}`,
			StatusName: 'Enabled',
			Code: `c${index}`,
		}));
		const values = new Set<unknown>();
		let paginationToken: string | undefined;
		do {
			wire.answer(okWith(many));
			const page = await search('searchCampaigns', { paginationToken });
			expect(page.results.length).toBeLessThan(250);
			page.results.forEach(({ value }) => values.add(value));
			paginationToken = page.paginationToken as string | undefined;
		} while (paginationToken !== undefined);
		expect(values.size).toBe(250);
	});

	it('leaves out entries that it cannot read', async () => {
		wire.answer(okWith([null, 'Fiber', campaigns[0]]));
		const { results } = await search('searchCampaigns');
		expect(results.map(({ value }) => value)).toEqual(['c1']);
	});

	it('says what is wrong, without the code', async () => {
		for (const reply of [no(1, `Bad code ${accountCode}`), { status: 403 }, { status: 502 }]) {
			wire.answer(reply);
			const error = await search('searchCampaigns').catch((thrown: unknown) => thrown);
			expect(error).toMatchObject({
				message: expect.stringMatching(/\w+/) as string,
				description: expect.stringMatching(/\w+/) as string,
			});
			expect(everythingIn(error)).not.toContain(accountCode.slice(0, 6));
		}
	});
});

describe('members', () => {
	const parameters = { resource: 'member', operation: 'remove', campaign: byId('c1') };

	it('lists the members of the selected campaign', async () => {
		wire.answer(
			okWith([
				{ Member: 'SIP1', DisplayName: 'Support 1' },
				{ Member: 'SIP8', DisplayName: 'Support 8' },
			]),
		);
		const { results } = await search('searchMembers', { parameters, filter: 'support 8' });
		expect(wire.of('GetMembersList')).toHaveLength(1);
		expect(wire.requests[0].body).toMatchObject({ Campaign: 'c1' });
		expect(results).toEqual([
			{ name: expect.stringContaining('Support 8') as string, value: 'SIP8' },
		]);
	});

	it('ignores spaces around the campaign’s code', async () => {
		wire.answer(okWith([]));
		await search('searchMembers', { parameters: { ...parameters, campaign: byId(' c1\t') } });
		expect(wire.requests[0].body).toMatchObject({ Campaign: 'c1' });
	});

	it.each(['', ' '])('asks for the campaign first (%j)', async (code) => {
		await expect(
			search('searchMembers', { parameters: { ...parameters, campaign: byId(code) } }),
		).rejects.toMatchObject({ message: expect.stringMatching(/campaign/i) as string });
	});

	describe('to add one', () => {
		const toAdd = { ...parameters, operation: 'add' };
		const monitor = { host: 'https://monitor.voicenter.co.il' };

		it('lists the account’s extensions, and marks current members', async () => {
			wire.answer(okWith([{ Member: 'SIP1', DisplayName: 'Support 1' }]));
			wire.answer(
				{
					body: {
						ERR: 0,
						DESC: 'OK',
						EXTENSIONS: [
							{ SIP: 'SIP1', Name: 'Noa' },
							{ SIP: 'SIP2', Name: 'Omer' },
						],
					},
				},
				monitor,
			);
			const { results } = await search('searchMembers', { parameters: toAdd });
			expect(wire.of('GetExtensions')[0].body).toMatchObject({
				code: expect.any(String) as string,
				showAll: 1,
			});
			expect(results).toEqual([
				{ name: expect.stringMatching(/Noa.*already a member/) as string, value: 'SIP1' },
				{ name: expect.not.stringContaining('already') as string, value: 'SIP2' },
			]);
		});

		it.each([
			['is empty, as it is for a wrong code', { ERR: 0, DESC: 'OK', EXTENSIONS: [] }],
			['has nothing readable', { ERR: 0, DESC: 'OK', EXTENSIONS: [null] }],
			['is missing', 'null'],
		])('says what to do if the list %s', async (_, body) => {
			wire.answer(okWith([]));
			wire.answer({ body }, monitor);
			await expect(search('searchMembers', { parameters: toAdd })).rejects.toMatchObject({
				description: expect.stringMatching(/Account Code.*Monitor URL/) as string,
			});
		});
	});
});

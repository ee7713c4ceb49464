import { no, okWith } from '../harness/answers';
import { accountCode } from '../harness/credential';
import { everythingIn } from '../harness/everythingIn';
import { search } from '../harness/loadOptions';
import { jsonRequest } from '../harness/requests';
import { Wire } from '../harness/wire';

const wire = new Wire();
const campaigns = [
	{ Name: 'Fiber', StatusName: 'Enabled', Code: 'c1' },
	{ Name: 'Old', StatusName: 'Deleted', Code: 'c2' },
	{ Name: 'Mobile', StatusName: 'Disabled', Code: 'c3' },
];

it('shows name and status of the campaigns, without those deleted', async () => {
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

it('gives out many in pages, each once', async () => {
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

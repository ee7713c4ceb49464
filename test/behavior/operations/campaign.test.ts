import type { INodeParameters } from 'n8n-workflow';
import { byId, runNode, type NodeRun } from '../../harness/runNode';
import { encodings, jsonRequest, ok, okWith, requestIn, verbOf, Wire } from '../../harness/wire';
import { accountCode } from '../../harness/workflow';

const wire = new Wire();

describe('campaign: getAll', () => {
	const statuses = ['Enabled', 'Disabled', 'Deleted'];
	const campaigns = Array.from({ length: 120 }, (_, index) => ({
		Name: `Campaign ${index}`,
		StatusName: statuses[index % 3],
		Code: `c${index}`,
	}));

	const getAll = async (parameters: INodeParameters, items?: object[]) =>
		await runNode({
			parameters: { resource: 'campaign', operation: 'getAll', ...parameters },
			items,
		});

	it.each(encodings)('sends one request for each item as %s', async (requestFormat) => {
		wire.answer(okWith(campaigns.slice(0, 2)), { times: 2, verb: verbOf(requestFormat) });
		const { items, error } = await getAll({ returnAll: true, options: { requestFormat } }, [
			{},
			{},
		]);
		expect(error).toBeUndefined();
		const request = requestIn(requestFormat, 'GetCampaignList', { Code: accountCode });
		expect(wire.requests).toEqual([request, request]);
		expect(items).toEqual(
			[0, 1].flatMap((item) =>
				campaigns.slice(0, 2).map((json) => ({ json, pairedItem: { item } })),
			),
		);
	});

	it.each(['everyRequest', 'campaignListOnly'])('includes the account code (%s)', async (where) => {
		wire.answer(okWith([]));
		const { items, error } = await runNode({
			parameters: { resource: 'campaign', operation: 'getAll' },
			credential: { sendAccountCode: where },
		});
		expect(error).toBeUndefined();
		expect(items).toEqual([]);
		expect(wire.requests).toEqual([jsonRequest('GetCampaignList', { Code: accountCode })]);
	});

	it.each([
		['all', {}],
		['with a status', { filters: { status: ['Enabled'] } }],
	])('leaves out entries that are not records (%s)', async (_name, parameters) => {
		wire.answer(okWith([null, 'Fiber', { Name: 'Mobile', StatusName: 'Enabled', Code: 'c1' }]));
		const { items, error } = await getAll({ returnAll: true, ...parameters });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.Code)).toEqual(['c1']);
	});

	it('returns 50 by default', async () => {
		wire.answer(okWith(campaigns), { times: 3 });
		expect((await getAll({})).items).toHaveLength(50);
		expect((await getAll({ limit: 7 })).items.map(({ json }) => json.Code)).toEqual([
			'c0',
			'c1',
			'c2',
			'c3',
			'c4',
			'c5',
			'c6',
		]);
		expect((await getAll({ returnAll: true })).items).toHaveLength(120);
	});

	it('filters campaigns by status, then applies the limit', async () => {
		wire.answer(okWith(campaigns), { times: 3 });
		const codes = async (parameters: INodeParameters) =>
			(await getAll(parameters)).items.map(({ json }) => json.Code);
		expect(await codes({ filters: { status: ['Disabled'] }, limit: 3 })).toEqual([
			'c1',
			'c4',
			'c7',
		]);
		expect(await codes({ filters: { status: ['Enabled', 'Deleted'] }, limit: 4 })).toEqual([
			'c0',
			'c2',
			'c3',
			'c5',
		]);
		expect(await codes({ filters: { status: [] }, returnAll: true })).toHaveLength(120);
	});

	it.each<[string, string[]]>([
		['={{ "Enabled" }}', ['c0', 'c3']],
		['={{ "Disabled, Enabled" }}', ['c0', 'c1', 'c3']],
		['={{ ["deleted"] }}', ['c2']],
		['Deleted', ['c2']],
		['={{ "" }}', ['c0', 'c1', 'c2', 'c3']],
		['={{ undefined }}', ['c0', 'c1', 'c2', 'c3']],
	])('reads the statuses from the text of %s', async (status, codes) => {
		wire.answer(okWith(campaigns.slice(0, 4)));
		const { items, error } = await getAll({ filters: { status } });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.Code)).toEqual(codes);
	});

	it('rejects an object as the statuses, and sends nothing', async () => {
		const { error } = await getAll({ filters: { status: '={{ { a: 1 } }}' } });
		expect(error?.message).toMatch(/Status.*item 0/);
		expect(wire.requests).toEqual([]);
	});
});

describe('campaign: updateStrategy', () => {
	const update = async (strategy: INodeParameters, items?: object[]): Promise<NodeRun> =>
		await runNode({
			parameters: {
				resource: 'campaign',
				operation: 'updateStrategy',
				campaign: byId('c1'),
				strategy,
			},
			items,
		});

	it('sends 0 and omits empty settings', async () => {
		wire.answer(ok);
		await update({ queueMaximumCallers: 0, coefficient: '={{ "" }}' });
		expect(wire.requests).toEqual([
			jsonRequest('UpdateCampaignStrategy', {
				Campaign: 'c1',
				setQueueMaximumCallers: 0,
				Code: accountCode,
			}),
		]);
	});

	it('sends nothing without a setting', async () => {
		const { error } = await update({});
		expect(error?.message).toMatch(/strategy/i);
		expect(error?.description).not.toBe('');
	});

	it('names the setting that is not a number', async () => {
		const { error } = await update({ coefficient: '={{ $json.coefficient }}' }, [
			{ coefficient: 'fast' },
		]);
		expect(error?.message).toMatch(/coefficient/i);
	});
});

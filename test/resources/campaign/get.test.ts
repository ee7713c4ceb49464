import { okWith } from '../../harness/answers';
import { accountCode } from '../../harness/credential';
import { byId } from '../../harness/locator';
import { encodings, jsonRequest, requestIn, verbOf } from '../../harness/requests';
import { runNode } from '../../harness/runNode';
import { Wire } from '../../harness/wire';

const wire = new Wire();
const operation = { resource: 'campaign', operation: 'get' };
const record = (Code: string) => ({
	Name: 'Morning messages',
	StatusName: 'Enabled',
	TotalPendingCalls: 1,
	MaxPriority: 7,
	MinPriority: 7,
	Code,
});

it.each(encodings)('gives out the record of the service, asked as %s', async (requestFormat) => {
	wire.answer(
		({ body, query }) => okWith(record({ ...query, ...(body as { Campaign: string }) }.Campaign)),
		{ times: 2, verb: verbOf(requestFormat) },
	);
	const { items, error } = await runNode({
		parameters: {
			...operation,
			campaign: byId('={{ $json.campaign }}'),
			options: { requestFormat },
		},
		items: [{ campaign: 'c1' }, { campaign: 'c2' }],
	});
	expect(error).toBeUndefined();
	expect(wire.requests).toEqual(
		['c1', 'c2'].map((Campaign) =>
			requestIn(requestFormat, 'GetCampaignDetails', { Campaign, Code: accountCode }),
		),
	);
	expect(items).toEqual([
		{ json: record('c1'), pairedItem: { item: 0 } },
		{ json: record('c2'), pairedItem: { item: 1 } },
	]);
});

it('leaves the account code out where only the campaign list carries it', async () => {
	wire.answer(okWith(record('c1')));
	await runNode({
		parameters: { ...operation, campaign: byId('c1') },
		credential: { sendAccountCode: 'campaignListOnly' },
	});
	expect(wire.requests).toEqual([jsonRequest('GetCampaignDetails', { Campaign: 'c1' })]);
});

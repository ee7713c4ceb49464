import { ok } from '../../harness/answers';
import { accountCode } from '../../harness/credential';
import { byId, fromList } from '../../harness/locator';
import { encodings, jsonRequest, requestIn, verbOf } from '../../harness/requests';
import { runNode } from '../../harness/runNode';
import { Wire } from '../../harness/wire';

const wire = new Wire();
const operation = { resource: 'campaign', operation: 'start' };

it.each(encodings)('sends one request for each item as %s', async (requestFormat) => {
	wire.answer(ok, { times: 2, verb: verbOf(requestFormat) });
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
			requestIn(requestFormat, 'StartCampaign', { Campaign, Code: accountCode }),
		),
	);
	expect(items).toEqual(
		['c1', 'c2'].map((campaign, item) => ({
			json: { campaign, success: true, errorCode: 0, description: 'OK' },
			pairedItem: { item },
		})),
	);
});

it('leaves the account code out where only the campaign list carries it', async () => {
	wire.answer(ok);
	await runNode({
		parameters: { ...operation, campaign: fromList('c1', 'Leads (Enabled)') },
		credential: { sendAccountCode: 'campaignListOnly' },
	});
	expect(wire.requests).toEqual([jsonRequest('StartCampaign', { Campaign: 'c1' })]);
});

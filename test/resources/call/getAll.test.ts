import { okWith } from '../../harness/answers';
import { accountCode } from '../../harness/credential';
import { byId } from '../../harness/locator';
import { jsonRequest } from '../../harness/requests';
import { runNode } from '../../harness/runNode';
import { Wire } from '../../harness/wire';

const wire = new Wire();
const operation = { resource: 'call', operation: 'getAll' };
const call = (Phone: string) => ({
	Phone,
	CallerID: '',
	CallerName: '',
	OriginateTime: 0,
	Priority: 0,
	CustomerName: 'Customer',
	CallStatus: { Status: 1, Description: 'Pending' },
	CustomData: { var_test1: 1, var_tesy2: 'some value' },
});
const pending = (count: number) => ({
	Calls: Array.from({ length: count }, (_, index) => call(String(972500000000 + index))),
	Campaign: { Name: 'Test campaign', StatusName: 'Enabled', TotalPendingCalls: count, Code: 'c1' },
});

it('pairs each call with the item that asked', async () => {
	wire.answer(okWith(pending(3)), { times: 2 });
	const { items, error } = await runNode({
		parameters: { ...operation, campaign: byId('={{ $json.campaign }}'), limit: 2 },
		items: [{ campaign: 'c1' }, { campaign: 'c2' }],
	});
	expect(error).toBeUndefined();
	expect(wire.requests).toEqual(
		['c1', 'c2'].map((Campaign) =>
			jsonRequest('GetCampaignPendingCalls', { Campaign, Code: accountCode }),
		),
	);
	expect(items).toEqual(
		[0, 1].flatMap((item) =>
			['972500000000', '972500000001'].map((phone) => ({
				json: call(phone),
				pairedItem: { item },
			})),
		),
	);
});

it('leaves the account code out where only the campaign list carries it', async () => {
	wire.answer(okWith(pending(0)));
	const { items, error } = await runNode({
		parameters: { ...operation, campaign: byId('c1') },
		credential: { sendAccountCode: 'campaignListOnly' },
	});
	expect(error).toBeUndefined();
	expect(items).toEqual([]);
	expect(wire.requests).toEqual([jsonRequest('GetCampaignPendingCalls', { Campaign: 'c1' })]);
});

it('gives out 50 unless told otherwise', async () => {
	wire.answer(okWith(pending(70)), { times: 2 });
	const parameters = { ...operation, campaign: byId('c1') };
	expect((await runNode({ parameters })).items).toHaveLength(50);
	const all = await runNode({ parameters: { ...parameters, returnAll: true } });
	expect(all.items).toHaveLength(70);
});

import { okWith } from '../../harness/answers';
import { accountCode } from '../../harness/credential';
import { byId } from '../../harness/locator';
import { encodings, jsonRequest, requestIn, verbOf } from '../../harness/requests';
import { runNode } from '../../harness/runNode';
import { Wire } from '../../harness/wire';

const wire = new Wire();
const operation = { resource: 'member', operation: 'getAll' };
const members = Array.from({ length: 60 }, (_, index) => ({
	Member: `SIP${index}`,
	DisplayName: `Support ${index}`,
}));

it.each(encodings)('pairs each member with the item that asked, as %s', async (requestFormat) => {
	wire.answer(okWith(members), { times: 2, verb: verbOf(requestFormat) });
	const { items, error } = await runNode({
		parameters: {
			...operation,
			campaign: byId('={{ $json.campaign }}'),
			limit: 2,
			options: { requestFormat },
		},
		items: [{ campaign: 'c1' }, { campaign: 'c2' }],
	});
	expect(error).toBeUndefined();
	expect(wire.requests).toEqual(
		['c1', 'c2'].map((Campaign) =>
			requestIn(requestFormat, 'GetMembersList', { Campaign, Code: accountCode }),
		),
	);
	expect(items).toEqual(
		[0, 1].flatMap((item) => members.slice(0, 2).map((json) => ({ json, pairedItem: { item } }))),
	);
});

it('leaves the account code out where only the campaign list carries it', async () => {
	wire.answer(okWith(members), { times: 2 });
	const credential = { sendAccountCode: 'campaignListOnly' };
	const parameters = { ...operation, campaign: byId('c1') };
	const limited = await runNode({ parameters, credential });
	const all = await runNode({ parameters: { ...parameters, returnAll: true }, credential });
	expect(limited.items).toHaveLength(50);
	expect(all.items).toHaveLength(60);
	expect(wire.requests[0]).toEqual(jsonRequest('GetMembersList', { Campaign: 'c1' }));
});

import { okWith } from '../../harness/answers';
import { accountCode } from '../../harness/credential';
import { byId, fromList } from '../../harness/locator';
import { encodings, jsonRequest, requestIn, verbOf } from '../../harness/requests';
import { runNode } from '../../harness/runNode';
import { Wire } from '../../harness/wire';

const wire = new Wire();
const operation = { resource: 'member', operation: 'remove', campaign: byId('c1') };

it.each(encodings)('sends one request for each item as %s', async (requestFormat) => {
	wire.answer(okWith({ TotalRemoved: 1 }), { times: 2, verb: verbOf(requestFormat) });
	const { items, error } = await runNode({
		parameters: { ...operation, member: byId('={{ $json.sip }}'), options: { requestFormat } },
		items: [{ sip: 'SIP1' }, { sip: 'SIP2' }],
	});
	expect(error).toBeUndefined();
	expect(wire.requests).toEqual(
		['SIP1', 'SIP2'].map((Member) =>
			requestIn(requestFormat, 'RemoveMember', { Campaign: 'c1', Member, Code: accountCode }),
		),
	);
	expect(items).toEqual(
		['SIP1', 'SIP2'].map((member, item) => ({
			json: {
				campaign: 'c1',
				member,
				success: true,
				errorCode: 0,
				description: 'OK',
				totalRemoved: 1,
			},
			pairedItem: { item },
		})),
	);
});

it('leaves the account code out where only the campaign list carries it', async () => {
	wire.answer(okWith({ TotalRemoved: 0 }));
	const { items } = await runNode({
		parameters: { ...operation, member: fromList('SIP1', 'Support 1 (SIP1)') },
		credential: { sendAccountCode: 'campaignListOnly' },
	});
	expect(wire.requests).toEqual([jsonRequest('RemoveMember', { Campaign: 'c1', Member: 'SIP1' })]);
	expect(items[0].json.totalRemoved).toBe(0);
});

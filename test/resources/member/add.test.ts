import { okWith } from '../../harness/answers';
import { accountCode } from '../../harness/credential';
import { byId, fromList } from '../../harness/locator';
import { encodings, jsonRequest, requestIn, verbOf } from '../../harness/requests';
import { runNode } from '../../harness/runNode';
import { Wire } from '../../harness/wire';

const wire = new Wire();
const operation = { resource: 'member', operation: 'add', campaign: byId('c1') };

it.each(encodings)('sends one request for each item as %s', async (requestFormat) => {
	wire.answer(okWith({ TotalAdded: 1 }), { times: 2, verb: verbOf(requestFormat) });
	const { items, error } = await runNode({
		parameters: { ...operation, member: byId('={{ $json.sip }}'), options: { requestFormat } },
		items: [{ sip: 'SIP1' }, { sip: 'SIP2' }],
	});
	expect(error).toBeUndefined();
	expect(wire.requests).toEqual(
		['SIP1', 'SIP2'].map((Member) =>
			requestIn(requestFormat, 'AddMember', { Campaign: 'c1', Member, Code: accountCode }),
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
				totalAdded: 1,
			},
			pairedItem: { item },
		})),
	);
});

it('leaves the account code out where only the campaign list carries it', async () => {
	wire.answer(okWith({ TotalAdded: 0 }));
	const { items } = await runNode({
		parameters: { ...operation, member: fromList('SIP1', 'Support 1 (SIP1)') },
		credential: { sendAccountCode: 'campaignListOnly' },
	});
	expect(wire.requests).toEqual([jsonRequest('AddMember', { Campaign: 'c1', Member: 'SIP1' })]);
	expect(items[0].json.totalAdded).toBe(0);
});

it('sends the codes of campaign and member without the blanks around them', async () => {
	wire.answer(okWith({ TotalAdded: 1 }));
	const { items } = await runNode({
		parameters: { ...operation, campaign: byId(' c1 '), member: byId('SIP1\n') },
		credential: { sendAccountCode: 'campaignListOnly' },
	});
	expect(wire.requests).toEqual([jsonRequest('AddMember', { Campaign: 'c1', Member: 'SIP1' })]);
	expect(items[0].json).toMatchObject({ campaign: 'c1', member: 'SIP1' });
});

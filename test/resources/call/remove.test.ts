import { ok } from '../../harness/answers';
import { accountCode } from '../../harness/credential';
import { byId } from '../../harness/locator';
import { encodings, jsonRequest, requestIn, verbOf } from '../../harness/requests';
import { runNode } from '../../harness/runNode';
import { Wire } from '../../harness/wire';

const wire = new Wire();
const operation = { resource: 'call', operation: 'remove', campaign: byId('c1') };

it.each(encodings)('sends one request for each item as %s', async (requestFormat) => {
	wire.answer(ok, { times: 2, verb: verbOf(requestFormat) });
	const { items, error } = await runNode({
		parameters: { ...operation, target: '={{ $json.phone }}', options: { requestFormat } },
		items: [{ phone: '0502454545' }, { phone: 972501234567 }],
	});
	expect(error).toBeUndefined();
	expect(wire.requests).toEqual(
		['0502454545', '972501234567'].map((Target) =>
			requestIn(requestFormat, 'RemoveCall', { Campaign: 'c1', Target, Code: accountCode }),
		),
	);
	expect(items).toEqual(
		['0502454545', '972501234567'].map((target, item) => ({
			json: { campaign: 'c1', target, status: 'removed', errorCode: 0, description: 'OK' },
			pairedItem: { item },
		})),
	);
});

it('leaves the account code out where only the campaign list carries it', async () => {
	wire.answer(ok);
	await runNode({
		parameters: { ...operation, target: '0502454545' },
		credential: { sendAccountCode: 'campaignListOnly' },
	});
	expect(wire.requests).toEqual([
		jsonRequest('RemoveCall', { Campaign: 'c1', Target: '0502454545' }),
	]);
});

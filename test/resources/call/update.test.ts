import type { INodeParameters } from 'n8n-workflow';
import { ok } from '../../harness/answers';
import { accountCode } from '../../harness/credential';
import { byId } from '../../harness/locator';
import { encodings, jsonRequest, requestIn, verbOf } from '../../harness/requests';
import { runNode } from '../../harness/runNode';
import { Wire } from '../../harness/wire';

const wire = new Wire();
const operation = { resource: 'call', operation: 'update', campaign: byId('c1') };

const everyField: INodeParameters = {
	...operation,
	target: '={{ $json.phone }}',
	updateFields: {
		callerId: '0722776772',
		customerName: '={{ $json.name }}',
		priority: '={{ $json.priority }}',
		originateTime: '2026-12-24T09:30:00Z',
		ignoreDncStatus: true,
	},
	customVariables: {
		variable: [
			{ name: 'test1', value: '={{ $json.priority }}' },
			{ name: 'var_test2', value: 'some value' },
		],
	},
};
const leads = [
	{ phone: '0502454545', name: 'John Doe', priority: 42 },
	{ phone: '0502454546', name: 'דנה & כהן', priority: 0 },
];

it.each(encodings)('sends every field of each item as %s', async (requestFormat) => {
	wire.answer(ok, { times: 2, verb: verbOf(requestFormat) });
	const { items, error } = await runNode({
		parameters: { ...everyField, options: { requestFormat } },
		items: leads,
	});
	expect(error).toBeUndefined();
	expect(wire.requests).toEqual(
		leads.map(({ phone, name, priority }) => {
			const texts = {
				Campaign: 'c1',
				Target: phone,
				Callerid: '0722776772',
				CustomerName: name,
				IgnoreDncStatus: 'true',
				Code: accountCode,
			};
			const OriginateTime = Date.UTC(2026, 11, 24, 9, 30) / 1000;
			return requestIn(
				requestFormat,
				'UpdateCall',
				{
					...texts,
					OriginateTime,
					Priority: priority,
					CustomData: { var_test1: priority, var_test2: 'some value' },
				},
				{
					...texts,
					OriginateTime: String(OriginateTime),
					Priority: String(priority),
					var_test1: String(priority),
					var_test2: 'some value',
				},
			);
		}),
	);
	expect(items).toEqual(
		leads.map(({ phone }, item) => ({
			json: { campaign: 'c1', target: phone, status: 'updated', errorCode: 0, description: 'OK' },
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
		jsonRequest('UpdateCall', { Campaign: 'c1', Target: '0502454545' }),
	]);
});

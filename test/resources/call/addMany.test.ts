import { ok } from '../../harness/answers';
import { accountCode } from '../../harness/credential';
import { jsonRequest } from '../../harness/requests';
import { runAddMany } from '../../harness/runAddMany';
import { Wire } from '../../harness/wire';

const wire = new Wire();
const leads = [
	{ phone: '050-2454545', name: 'John Doe', priority: 42 },
	{ phone: '0502454546', name: 'דנה כהן', priority: '0' },
];

it('sends all items in one JSON array, the code inside each element', async () => {
	wire.answer(ok);
	const { items, error } = await runAddMany(
		leads,
		{},
		{
			parameters: {
				additionalFields: {
					callerId: '072776772',
					callerName: 'Dialer',
					customerName: '={{ $json.name }}',
					priority: '={{ $json.priority }}',
					originateTime: '2026-12-24T09:30:00Z',
					ignoreDncStatus: true,
				},
				customVariables: { variable: [{ name: 'test1', value: '={{ $json.priority }}' }] },
			},
		},
	);
	expect(error).toBeUndefined();
	const element = {
		Campaign: 'c1',
		CallerID: '072776772',
		CallerName: 'Dialer',
		OriginateTime: Date.UTC(2026, 11, 24, 9, 30) / 1000,
		IgnoreDncStatus: 'true',
		Code: accountCode,
	};
	expect(wire.requests).toEqual([
		jsonRequest('AddCallsBulk', [
			{
				...element,
				Target: '0502454545',
				CustomerName: 'John Doe',
				Priority: 42,
				CustomData: { var_test1: 42 },
			},
			{
				...element,
				Target: '0502454546',
				CustomerName: 'דנה כהן',
				Priority: 0,
				CustomData: { var_test1: '0' },
			},
		]),
	]);
	expect(items).toEqual(
		['0502454545', '0502454546'].map((target, item) => ({
			json: { campaign: 'c1', target, status: 'added', errorCode: 0, description: 'OK' },
			pairedItem: { item },
		})),
	);
});

it('leaves the account code out where only the campaign list carries it', async () => {
	wire.answer(ok);
	await runAddMany(
		[{ phone: '0502454545' }],
		{},
		{
			credential: { sendAccountCode: 'campaignListOnly' },
		},
	);
	expect(wire.requests).toEqual([
		jsonRequest('AddCallsBulk', [{ Campaign: 'c1', Target: '0502454545' }]),
	]);
});

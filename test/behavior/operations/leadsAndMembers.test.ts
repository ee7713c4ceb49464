import { runAddMany } from '../../harness/addCalls';
import { byId, runNode } from '../../harness/runNode';
import { jsonRequest, ok, okWith, Wire } from '../../harness/wire';
import { accountCode } from '../../harness/workflow';
import { members, pendingCalls } from './examples';

const wire = new Wire();

describe('call: addMany', () => {
	const leads = [
		{ phone: '050-2454545', name: 'John Doe', priority: 42 },
		{ phone: '0502454546', name: 'דנה כהן', priority: '0' },
	];

	it('sends all items in one JSON array, with the code in each element', async () => {
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
			IsDateLocal: 'false',
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

	it('omits the account code if it is only for the campaign list', async () => {
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
});

describe('call: getAll', () => {
	it('returns nothing if the queue is empty', async () => {
		wire.answer(pendingCalls(0));
		const { items, error } = await runNode({
			parameters: { resource: 'call', operation: 'getAll', campaign: byId('c1') },
		});
		expect(error).toBeUndefined();
		expect(items).toEqual([]);
	});

	it('returns 50 by default', async () => {
		wire.answer(pendingCalls(70), { times: 2 });
		const parameters = { resource: 'call', operation: 'getAll', campaign: byId('c1') };
		expect((await runNode({ parameters })).items).toHaveLength(50);
		const all = await runNode({ parameters: { ...parameters, returnAll: true } });
		expect(all.items).toHaveLength(70);
	});
});

describe('member: getAll', () => {
	it('returns all with Return All on', async () => {
		wire.answer(okWith(members));
		const { items } = await runNode({
			parameters: {
				resource: 'member',
				operation: 'getAll',
				campaign: byId('c1'),
				returnAll: true,
			},
		});
		expect(items).toHaveLength(60);
	});
});

describe('member: add', () => {
	it('sends the codes of campaign and member without surrounding spaces', async () => {
		wire.answer(okWith({ TotalAdded: 1 }));
		const { items } = await runNode({
			parameters: {
				resource: 'member',
				operation: 'add',
				campaign: byId(' c1 '),
				member: byId('SIP1\n'),
			},
			credential: { sendAccountCode: 'campaignListOnly' },
		});
		expect(wire.requests).toEqual([jsonRequest('AddMember', { Campaign: 'c1', Member: 'SIP1' })]);
		expect(items[0].json).toMatchObject({ campaign: 'c1', member: 'SIP1' });
	});
});

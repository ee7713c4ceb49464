import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { no, ok, okWith } from '../harness/answers';
import { accountCode } from '../harness/credential';
import { failuresOf, onErrorModes } from '../harness/onError';
import { byId } from '../harness/locator';
import { encodings, requestIn, verbOf } from '../harness/requests';
import { runNode } from '../harness/runNode';
import { Wire, type HttpReply } from '../harness/wire';

const wire = new Wire();

interface Case {
	readonly method: string;
	readonly resource: string;
	readonly operation: string;
	readonly parameters?: INodeParameters;
	readonly sent?: IDataObject;
	readonly reply?: HttpReply;
	/** Part of the first item. */
	readonly item: IDataObject;
}

const done = { campaign: 'c1', success: true, errorCode: 0 };
const lead = { campaign: 'c1', target: '0501234567', errorCode: 0 };
const target = { target: '0501234567' };
const sentTarget = { Target: '0501234567' };
const member = { member: byId('SIP1') };
const sentMember = { Member: 'SIP1' };

const cases: readonly Case[] = [
	{
		method: 'AddCall',
		resource: 'call',
		operation: 'add',
		parameters: target,
		sent: sentTarget,
		item: { ...lead, status: 'added' },
	},
	{
		method: 'UpdateCall',
		resource: 'call',
		operation: 'update',
		parameters: target,
		sent: sentTarget,
		item: { ...lead, status: 'updated' },
	},
	{
		method: 'RemoveCall',
		resource: 'call',
		operation: 'remove',
		parameters: target,
		sent: sentTarget,
		item: { ...lead, status: 'removed' },
	},
	{
		method: 'GetCampaignPendingCalls',
		resource: 'call',
		operation: 'getAll',
		reply: okWith({ Calls: [{ Phone: '1' }] }),
		item: { Phone: '1' },
	},
	{ method: 'StartCampaign', resource: 'campaign', operation: 'start', item: done },
	{ method: 'StopCampaign', resource: 'campaign', operation: 'stop', item: done },
	{ method: 'ClearCampaignCalls', resource: 'campaign', operation: 'clearCalls', item: done },
	{
		method: 'UpdateCampaignStrategy',
		resource: 'campaign',
		operation: 'updateStrategy',
		parameters: { strategy: { coefficient: 2 } },
		sent: { setCoefficient: 2 },
		item: done,
	},
	{
		method: 'GetCampaignDetails',
		resource: 'campaign',
		operation: 'get',
		reply: okWith({ Name: 'A' }),
		item: { Name: 'A' },
	},
	{
		method: 'GetMembersList',
		resource: 'member',
		operation: 'getAll',
		reply: okWith([{ Member: 'S' }]),
		item: { Member: 'S' },
	},
	{
		method: 'AddMember',
		resource: 'member',
		operation: 'add',
		parameters: member,
		sent: sentMember,
		reply: okWith({ TotalAdded: 1 }),
		item: { ...done, totalAdded: 1 },
	},
	{
		method: 'RemoveMember',
		resource: 'member',
		operation: 'remove',
		parameters: member,
		sent: sentMember,
		reply: okWith({ TotalRemoved: 1 }),
		item: { ...done, totalRemoved: 1 },
	},
	{
		method: 'ConfigureIvrCampaign',
		resource: 'ivr',
		operation: 'configure',
		parameters: { maxCalls: 5 },
		sent: { ConcurrentStrategy: { setMaxCalls: 5 } },
		item: done,
	},
];

describe('as an AI tool', () => {
	it.each(cases)('$resource: $operation', async (example) => {
		const { method, resource, operation, parameters, sent, reply = ok, item } = example;
		wire.answer(reply);
		const { items, error } = await runNode({
			parameters: { resource, operation, campaign: byId('c1'), ...parameters },
			isTool: true,
		});
		expect(error).toBeUndefined();
		expect(wire.requests).toEqual([
			requestIn('json', method, { Campaign: 'c1', ...sent, Code: accountCode }),
		]);
		expect(items).toEqual([
			{ json: expect.objectContaining(item) as IDataObject, pairedItem: { item: 0 } },
		]);
	});

	it('campaign: getAll', async () => {
		wire.answer(okWith([{ Name: 'A', StatusName: 'Enabled', Code: 'c1' }]));
		const { items } = await runNode({
			parameters: { resource: 'campaign', operation: 'getAll' },
			isTool: true,
		});
		expect(items[0].json).toEqual({ Name: 'A', StatusName: 'Enabled', Code: 'c1' });
	});

	it('call: addMany says that it cannot, and sends nothing', async () => {
		const { error } = await runNode({
			parameters: { resource: 'call', operation: 'addMany', campaign: byId('c1'), ...target },
			isTool: true,
		});
		expect(error?.message).toMatch(/tool/i);
		expect(error?.description).toMatch(/Add/);
	});

	it.each(encodings)('sends call: add as %s', async (requestFormat) => {
		wire.answer(ok, { verb: verbOf(requestFormat) });
		await runNode({
			parameters: {
				resource: 'call',
				operation: 'add',
				campaign: byId('c1'),
				...target,
				options: { requestFormat },
			},
			isTool: true,
		});
		expect(wire.requests).toEqual([
			requestIn(requestFormat, 'AddCall', { Campaign: 'c1', ...sentTarget, Code: accountCode }),
		]);
	});

	it.each(onErrorModes)('fails item by item (%s)', async (onError) => {
		wire.answer(
			({ body }) => ((body as { Target: string }).Target === '2' ? no(4, accountCode) : ok),
			{ times: 3 },
		);
		const run = await runNode({
			parameters: {
				resource: 'call',
				operation: 'add',
				campaign: byId('c1'),
				target: '={{ $json.phone }}',
			},
			items: [{ phone: '1' }, { phone: '2' }, { phone: '3' }],
			node: { onError },
			isTool: true,
		});
		expect(wire.requests).toHaveLength(3);
		if (onError === 'stopWorkflow') {
			expect(run.error?.message).toMatch(/caller ID[^]*item 1/i);
			expect(run.error?.description).not.toContain(accountCode);
		} else {
			expect(failuresOf(run, onError)).toMatchObject([{ item: 1 }]);
			expect(JSON.stringify(failuresOf(run, onError))).toMatch(/caller ID/i);
		}
	});
});

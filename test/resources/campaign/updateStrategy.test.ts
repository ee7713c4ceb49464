import type { INodeParameters } from 'n8n-workflow';
import { ok } from '../../harness/answers';
import { accountCode } from '../../harness/credential';
import { byId } from '../../harness/locator';
import { encodings, jsonRequest, requestIn, verbOf } from '../../harness/requests';
import { runNode, type NodeRun } from '../../harness/runNode';
import { Wire } from '../../harness/wire';

const wire = new Wire();
const operation = { resource: 'campaign', operation: 'updateStrategy', campaign: byId('c1') };

const update = async (strategy: INodeParameters, items?: object[]): Promise<NodeRun> =>
	await runNode({ parameters: { ...operation, strategy }, items });

it.each(encodings)('sends one request for each item as %s', async (requestFormat) => {
	wire.answer(ok, { times: 2, verb: verbOf(requestFormat) });
	const { items, error } = await runNode({
		parameters: {
			...operation,
			strategy: {
				queueForMonitoring: '={{ $json.queue }}',
				queueMaximumCallers: 0,
				coefficient: 1.5,
			},
			options: { requestFormat },
		},
		items: [{ queue: 10000 }, { queue: '10001' }],
	});
	expect(error).toBeUndefined();
	expect(wire.requests).toEqual(
		[10000, 10001].map((queue) =>
			requestIn(
				requestFormat,
				'UpdateCampaignStrategy',
				{
					Campaign: 'c1',
					setQueueForMonitoring: queue,
					setQueueMaximumCallers: 0,
					setCoefficient: 1.5,
					Code: accountCode,
				},
				{
					Campaign: 'c1',
					setQueueForMonitoring: String(queue),
					setQueueMaximumCallers: '0',
					setCoefficient: '1.5',
					Code: accountCode,
				},
			),
		),
	);
	expect(items).toEqual(
		[0, 1].map((item) => ({
			json: { campaign: 'c1', success: true, errorCode: 0, description: 'OK' },
			pairedItem: { item },
		})),
	);
});

it('leaves the account code out where only the campaign list carries it', async () => {
	wire.answer(ok);
	await runNode({
		parameters: { ...operation, strategy: { coefficient: 2 } },
		credential: { sendAccountCode: 'campaignListOnly' },
	});
	expect(wire.requests).toEqual([
		jsonRequest('UpdateCampaignStrategy', { Campaign: 'c1', setCoefficient: 2 }),
	]);
});

it('sends 0 and leaves out what is empty', async () => {
	wire.answer(ok);
	await update({ queueMaximumCallers: 0, coefficient: '={{ "" }}' });
	expect(wire.requests).toEqual([
		jsonRequest('UpdateCampaignStrategy', {
			Campaign: 'c1',
			setQueueMaximumCallers: 0,
			Code: accountCode,
		}),
	]);
});

it('sends nothing where no setting is given', async () => {
	const { error } = await update({});
	expect(error?.message).toMatch(/strategy/i);
	expect(error?.description).not.toBe('');
});

it('names the setting that is not a number', async () => {
	const { error } = await update({ coefficient: '={{ $json.coefficient }}' }, [
		{ coefficient: 'fast' },
	]);
	expect(error?.message).toMatch(/coefficient/i);
});

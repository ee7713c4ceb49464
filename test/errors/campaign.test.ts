import { no, ok } from '../harness/answers';
import { byId } from '../harness/locator';
import { failuresOf, onErrorModes, successesOf } from '../harness/onError';
import { runNode } from '../harness/runNode';
import { Wire, type HttpReply, type SentRequest } from '../harness/wire';
import { faults } from './faults';

const wire = new Wire();
const campaigns = ['c0', 'c1', 'c2'];
const campaignOf = ({ body }: SentRequest) => (body as { Campaign: string }).Campaign;

async function startThree(reply: HttpReply, onError = onErrorModes[0], times = 3) {
	wire.answer((request) => (campaignOf(request) === 'c1' ? reply : ok), { times });
	return await runNode({
		parameters: {
			resource: 'campaign',
			operation: 'start',
			campaign: byId('={{ $json.campaign }}'),
			options: { maxRetries: 1 },
		},
		items: campaigns.map((campaign) => ({ campaign })),
		node: { onError },
	});
}

describe.each(Object.entries(faults))('%s', (_name, { reply, isRetried }) => {
	const times = isRetried ? 4 : 3;

	it('stops with an error of its item once the others are done', async () => {
		const { error } = await startThree(reply, 'stopWorkflow', times);
		expect(error).toMatchObject({ name: 'NodeApiError', context: { itemIndex: 1 } });
		expect(error?.message).toMatch(/item 1\b/);
		expect(error?.description).toMatch(/\w+/);
		expect(wire.requests.map(campaignOf).sort()).toEqual(
			[...campaigns, ...(isRetried ? ['c1'] : [])].sort(),
		);
	});

	it.each(onErrorModes.slice(1))('hands the item on (%s)', async (onError) => {
		const run = await startThree(reply, onError, times);
		expect(run.error).toBeUndefined();
		expect(failuresOf(run, onError).map(({ item }) => item)).toEqual([1]);
		expect(successesOf(run).map(({ json, pairedItem }) => [json.campaign, pairedItem])).toEqual([
			['c0', { item: 0 }],
			['c2', { item: 2 }],
		]);
	});
});

it('says of the campaign list that the account code is wrong', async () => {
	wire.answer(no(1, 'Invalid code'));
	const { error } = await runNode({ parameters: { resource: 'campaign', operation: 'getAll' } });
	expect(error?.message).toMatch(/account code/i);
});

import { phones } from '../../harness/addCalls';
import {
	failuresOf,
	onErrorModes,
	successesOf,
	type Failure,
	type OnError,
} from '../../harness/execution';
import { withoutPauses } from '../../harness/n8n';
import { byId, runNode, type NodeRun } from '../../harness/runNode';
import { no, ok, okWith, Wire, type HttpReply, type SentRequest } from '../../harness/wire';
import { faults, type FaultCase } from './faults';

const wire = new Wire();
withoutPauses();

describe('call: add', () => {
	const targets = ['0500000000', '0500000001', '0500000002'];
	const targetOf = ({ body }: SentRequest) => (body as { Target: string }).Target;

	/** Three leads. The fault affects the second. The campaign's queue is empty. */
	async function addThree(
		{ reply, isRetried }: Pick<FaultCase, 'reply' | 'isRetried'>,
		onError: OnError,
	): Promise<NodeRun> {
		wire.answer((request) => (targetOf(request) === targets[1] ? reply : ok), {
			method: 'AddCall',
			times: isRetried ? 4 : 3,
		});
		const method = 'GetCampaignPendingCalls';
		wire.answer(okWith({ Calls: [] }), { method, times: 2, isOptional: true });
		return await runNode({
			parameters: {
				resource: 'call',
				operation: 'add',
				campaign: byId('c1'),
				target: '={{ $json.phone }}',
				options: { maxRetries: 1 },
			},
			items: targets.map((phone) => ({ phone })),
			node: { onError },
		});
	}

	const added = (item: number) => ({
		json: {
			campaign: 'c1',
			target: targets[item],
			status: 'added',
			errorCode: 0,
			description: 'OK',
		},
		pairedItem: { item },
	});

	/** Checks the items of a run that continues. @returns the failed one */
	async function failureIn(mode: OnError, fault: FaultCase): Promise<Failure> {
		const run = await addThree(fault, mode);
		expect(run.error).toBeUndefined();
		expect(successesOf(run)).toEqual([added(0), added(2)]);
		const [failure, ...others] = failuresOf(run, mode);
		expect(others).toEqual([]);
		expect(failure.item).toBe(1);
		expect(failure.text).toMatch(fault.says);
		return failure;
	}

	describe.each(Object.entries(faults))('%s', (_name, fault) => {
		it('stops the workflow with the item’s error, after processing the other items', async () => {
			const { error, items } = await addThree(fault, 'stopWorkflow');
			expect(items).toEqual([]);
			expect(error).toMatchObject({ name: 'NodeApiError', context: { itemIndex: 1 } });
			expect(error?.message).toMatch(/item 1\b/);
			expect(error?.description).toMatch(/\w+/);
			expect(`${error?.message}\n${error?.description}`).toMatch(fault.says);
			expect(wire.of('AddCall').map(targetOf).sort()).toEqual(
				[...targets, ...(fault.isRetried ? [targets[1]] : [])].sort(),
			);
		});

		it('passes the item on with its error and its verdict', async () => {
			const failure = await failureIn('continueRegularOutput', fault);
			expect(failure.json).toMatchObject({ campaign: 'c1', target: targets[1] });
			expect(failure.json.description).toMatch(/\w+/);
			expect(failure.json).toMatchObject({ status: fault.status, reason: fault.reason });
		});

		it('sends the item to the error output with its error', async () => {
			const { json } = await failureIn('continueErrorOutput', fault);
			expect(json.message).toMatch(
				new RegExp(`^Status: ${fault.status}\\. Reason: ${fault.reason}\\. `),
			);
		});
	});

	it('distinguishes the faults', async () => {
		const messages = new Map<string, string>();
		for (const [name, fault] of Object.entries(faults)) {
			const { error } = await addThree({ ...fault }, 'stopWorkflow');
			messages.set(name, String(error?.message));
		}
		messages.delete('ErrorCode 1 as text');
		messages.delete('an array');
		expect(new Set(messages.values()).size).toBe(messages.size);
	});

	it('accepts the text "0" as OK', async () => {
		const { items } = await addThree(
			{ reply: { body: { ErrorCode: '0', Description: 'OK' } } },
			'stopWorkflow',
		);
		expect(items).toEqual([added(0), added(1), added(2)]);
	});
});

describe('campaign: start', () => {
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

		it('stops with the item’s error after processing the other items', async () => {
			const { error } = await startThree(reply, 'stopWorkflow', times);
			expect(error).toMatchObject({ name: 'NodeApiError', context: { itemIndex: 1 } });
			expect(error?.message).toMatch(/item 1\b/);
			expect(error?.description).toMatch(/\w+/);
			expect(wire.requests.map(campaignOf).sort()).toEqual(
				[...campaigns, ...(isRetried ? ['c1'] : [])].sort(),
			);
		});

		it.each(onErrorModes.slice(1))('passes the item on (%s)', async (onError) => {
			const run = await startThree(reply, onError, times);
			expect(run.error).toBeUndefined();
			expect(failuresOf(run, onError).map(({ item }) => item)).toEqual([1]);
			expect(successesOf(run).map(({ json, pairedItem }) => [json.campaign, pairedItem])).toEqual([
				['c0', { item: 0 }],
				['c2', { item: 2 }],
			]);
		});
	});

	it('reports a wrong account code for the campaign list', async () => {
		wire.answer(no(1, 'Invalid code'));
		const { error } = await runNode({ parameters: { resource: 'campaign', operation: 'getAll' } });
		expect(error?.message).toMatch(/account code/i);
	});
});

describe('a wrong campaign code', () => {
	const onError = 'continueRegularOutput';

	const add = async (items: readonly object[]) =>
		await runNode({
			parameters: {
				resource: 'call',
				operation: 'add',
				campaign: byId('={{ $json.campaign }}'),
				target: '={{ $json.phone }}',
				options: { maxConcurrency: 1 },
			},
			items,
			node: { onError },
		});

	const leadsOf = (campaign: string, count: number) =>
		phones(count).map((lead) => ({ ...lead, campaign }));

	const campaignOf = ({ body }: SentRequest) => (body as { Campaign: string }).Campaign;

	it('stops sending to a campaign after ten rejections of its code in a row', async () => {
		wire.answer(
			(request) => (campaignOf(request) === 'wrong' ? no(1, 'Invalid campaign code') : ok),
			{
				times: 15,
			},
		);
		const run = await add([...leadsOf('wrong', 50), ...leadsOf('right', 5)]);
		expect(wire.requests.map(campaignOf).sort()).toEqual([
			...Array<string>(5).fill('right'),
			...Array<string>(10).fill('wrong'),
		]);
		const failures = failuresOf(run, onError);
		expect(failures).toHaveLength(50);
		for (const { json } of failures) {
			expect(json.status).toBe('rejected');
			expect(json.errorCode).toBe(1);
			expect(json.error).toMatch(/campaign code/);
		}
		expect(successesOf(run).map(({ json }) => json.status)).toEqual(Array(5).fill('added'));
	});

	it('continues after rejections of single leads', async () => {
		let count = 0;
		wire.answer(() => (++count % 10 === 0 ? ok : no(1)), { times: 40 });
		const run = await add(leadsOf('c1', 40));
		expect(wire.requests).toHaveLength(40);
		expect(successesOf(run)).toHaveLength(4);
	});
});

import type { INodeParameters } from 'n8n-workflow';
import { phones } from '../harness/addCalls';
import { failuresOf, onErrorModes, successesOf, type OnError } from '../harness/execution';
import { byId, runNode, type NodeSetup } from '../harness/runNode';
import { no, ok, okWith, Wire, type SentRequest } from '../harness/wire';

const wire = new Wire();

describe('an error of the whole node', () => {
	const items = [{ phone: '0501234567' }, { phone: '0501234568' }];
	const broken = '={{ $("No such node").first().json.count }}';

	/** An error of the whole node, and what its text has to name. */
	const cases: ReadonlyArray<[string, string, INodeParameters, Partial<NodeSetup>, RegExp]> = [
		['Batch Size is out of range', 'addMany', { batchSize: 0 }, {}, /Batch Size/],
		['Timeout is not a number', 'addMany', { timeout: 'soon' }, {}, /Timeout/],
		[
			'the expression in Max Concurrency fails',
			'addMany',
			{ maxConcurrency: broken },
			{},
			/Referenced node/,
		],
		[
			'the expression in Max Concurrency fails',
			'add',
			{ maxConcurrency: broken },
			{},
			/Referenced node/,
		],
		[
			'Max Concurrency is not a number',
			'remove',
			{ maxConcurrency: 'many' },
			{},
			/Max Concurrency/,
		],
		['no credential is selected', 'addMany', {}, { hasNoCredential: true }, /credential/i],
		['no credential is selected', 'add', {}, { hasNoCredential: true }, /credential/i],
	];

	describe.each(cases)('%s, call: %s', (_what, operation, options, setup, expected) => {
		const run = async (onError: OnError) =>
			await runNode({
				parameters: {
					resource: 'call',
					operation,
					campaign: byId('c1'),
					target: '={{ $json.phone }}',
					options,
				},
				items,
				node: { onError },
				...setup,
			});

		it('stops the workflow', async () => {
			const { error } = await run('stopWorkflow');
			expect(error?.message).toMatch(expected);
			expect(error?.description).toMatch(/\w+/);
			expect(wire.requests).toEqual([]);
		});

		it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
			'is an error of each item with %s',
			async (onError) => {
				const result = await run(onError);
				expect(result.error).toBeUndefined();
				const failures = failuresOf(result, onError);
				expect(failures.map(({ item }) => item)).toEqual([0, 1]);
				for (const { text } of failures) expect(text).toMatch(expected);
				expect(wire.requests).toEqual([]);
			},
		);
	});
});

describe('an expression that fails for one item', () => {
	/** Fails for the second item. */
	const broken = '={{ $json.isBad ? $("No such node").first().json.code : "c1" }}';
	const items = [{ isBad: false }, { isBad: true }, { isBad: false }];

	const cases: ReadonlyArray<[string, INodeParameters]> = [
		['call: add', { resource: 'call', operation: 'add', target: '0501234567' }],
		['call: addMany', { resource: 'call', operation: 'addMany', target: '0501234567' }],
		['call: getAll', { resource: 'call', operation: 'getAll' }],
		['campaign: start', { resource: 'campaign', operation: 'start' }],
		['member: add', { resource: 'member', operation: 'add', member: byId('SIP1') }],
		['ivr: configure', { resource: 'ivr', operation: 'configure', representatives: 'SIP1' }],
	];

	describe.each(cases)('%s', (name, parameters) => {
		it('processes the other items if an expression fails', async () => {
			wire.answer(
				({ url }) => (url.endsWith('PendingCalls') ? okWith({ Calls: [{ Phone: '1' }] }) : ok),
				{
					times: 3,
					isOptional: true,
				},
			);
			const run = await runNode({
				parameters: { ...parameters, campaign: byId(broken) },
				items,
				node: { onError: 'continueRegularOutput' },
			});
			expect(run.error).toBeUndefined();
			if (name === 'call: addMany') {
				expect(run.items.map(({ json }) => json.status)).toEqual(['added', 'rejected', 'added']);
				return;
			}
			expect(failuresOf(run, 'continueRegularOutput').map(({ item }) => item)).toEqual([1]);
			expect(successesOf(run).map(({ pairedItem }) => pairedItem)).toEqual([
				{ item: 0 },
				{ item: 2 },
			]);
		});
	});
});

describe('Retry On Fail', () => {
	const leads = phones(5);
	const targetsIn = ({ body }: SentRequest) =>
		[body as { Target: string } | Array<{ Target: string }>].flat().map(({ Target }) => Target);

	/** The first lead is never accepted, the others always are. */
	it.each([
		['add', onErrorModes[0]],
		['add', onErrorModes[1]],
		['update', onErrorModes[0]],
		['remove', onErrorModes[1]],
		['addMany', onErrorModes[0]],
		['addMany', onErrorModes[1]],
	])('Retry On Fail does not resend accepted leads (call: %s, %s)', async (operation, onError) => {
		wire.answer((request) => (targetsIn(request).includes(leads[0].phone) ? no(4) : ok), {
			times: 30,
			isOptional: true,
		});
		const { items, error } = await runNode({
			parameters: {
				resource: 'call',
				operation,
				campaign: byId('c1'),
				target: '={{ $json.phone }}',
				...(operation === 'addMany' && { options: { batchSize: 1 } }),
			},
			items: leads,
			node: { onError, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
		const sent = wire.requests.flatMap(targetsIn);
		for (const { phone } of leads.slice(1)) {
			expect(sent.filter((target) => target === phone)).toHaveLength(1);
		}
		if (onError === 'stopWorkflow') {
			expect(error?.message).toMatch(/item 0\b/);
			return;
		}
		const good = { add: 'added', addMany: 'added', update: 'updated', remove: 'removed' }[
			operation
		];
		expect(items.map(({ json }) => json.status)).toEqual(['rejected', good, good, good, good]);
	});
});

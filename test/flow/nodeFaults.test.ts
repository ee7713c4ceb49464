import type { INodeParameters } from 'n8n-workflow';
import { byId } from '../harness/locator';
import { failuresOf, type OnError } from '../harness/onError';
import { runNode, type NodeSetup } from '../harness/runNode';
import { Wire } from '../harness/wire';

const wire = new Wire();

const items = [{ phone: '0501234567' }, { phone: '0501234568' }];
const broken = '={{ $("No such node").first().json.count }}';

/** What is wrong with the node as a whole, and what its error has to name. */
const cases: ReadonlyArray<[string, string, INodeParameters, Partial<NodeSetup>, RegExp]> = [
	['Batch Size is out of range', 'addMany', { batchSize: 0 }, {}, /Batch Size/],
	['Timeout is no number', 'addMany', { timeout: 'soon' }, {}, /Timeout/],
	['Max Concurrency cannot run', 'addMany', { maxConcurrency: broken }, {}, /Referenced node/],
	['Max Concurrency cannot run', 'add', { maxConcurrency: broken }, {}, /Referenced node/],
	['Max Concurrency is no number', 'remove', { maxConcurrency: 'many' }, {}, /Max Concurrency/],
	['no credential is chosen', 'addMany', {}, { hasNoCredential: true }, /credential/i],
	['no credential is chosen', 'add', {}, { hasNoCredential: true }, /credential/i],
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

import type { INodeParameters } from 'n8n-workflow';
import { addOperations, type AddOperation } from './harness/sendLeads';
import { Service } from './harness/service';
import { byId } from '../harness/locator';
import { runNode } from '../harness/runNode';

const service = new Service();
const methodOf = { add: 'AddCall', addMany: 'AddCallsBulk' } as const;

/** One request after the other; the first arrives and is answered, the second is cut off unprocessed. */
async function send(operation: AddOperation, items: object[], more: INodeParameters = {}) {
	service.simulator.setFaults([
		{ method: methodOf[operation], fault: { kind: 'resetBefore' }, after: items.length - 1 },
	]);
	const run = await runNode({
		parameters: {
			resource: 'call',
			operation,
			campaign: byId('c1'),
			target: '={{ $json.phone }}',
			additionalFields: { customerName: '={{ $json.name }}', priority: '={{ $json.priority }}' },
			...more,
			options: {
				maxConcurrency: 1,
				maxRetries: 0,
				...(operation === 'addMany' && { batchSize: 1 }),
			},
		},
		items,
		node: { onError: 'continueRegularOutput' },
		credential: service.credential,
	});
	return run.items.map(({ json }) => json.status);
}

describe.each(addOperations)('call: %s', (operation) => {
	it.each([
		['another spelling', { phone: '0501111111' }, { phone: '972501111111' }],
		['fewer fields', { phone: '0501111111', name: 'Dana', priority: 5 }, { phone: '0501111111' }],
		[
			'the same fields',
			{ phone: '0501111111', name: 'Dana' },
			{ phone: '0501111111', name: 'Dana' },
		],
	])('does not take the call of another lead with %s for its own', async (_what, first, second) => {
		expect(await send(operation, [first, second])).toEqual(['added', 'unknown']);
	});

	it('compares what was sent, although {{ $now }} gives another time since', async () => {
		const additionalFields = { originateTime: '={{ $now.plus({ hours: 1 }) }}' };
		const lead = { phone: '0501111111' };
		expect(await send(operation, [lead, lead], { additionalFields })).toEqual(['added', 'unknown']);
	});

	it('does not take yesterday’s call with other data for its own', async () => {
		await send(operation, [{ phone: '0501111111', name: 'Noa' }, { phone: '0502222222' }]);
		expect(await send(operation, [{ phone: '0501111111' }])).toEqual(['unknown']);
	});

	it('is found where all others like it are there too', async () => {
		const lead = { phone: '0501111111' };
		service.simulator.reset();
		service.simulator.setFaults([
			{ method: methodOf[operation], fault: { kind: 'answerLost' }, after: 1, times: 1 },
		]);
		const { items } = await runNode({
			parameters: {
				resource: 'call',
				operation,
				campaign: byId('c1'),
				target: '={{ $json.phone }}',
				options: {
					maxConcurrency: 1,
					timeout: 300,
					...(operation === 'addMany' && { batchSize: 1 }),
				},
			},
			items: [lead, lead],
			credential: service.credential,
		});
		expect(items.map(({ json }) => json.status)).toEqual(['added', 'added']);
	});
});

import * as fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import {
	addOperations,
	ids,
	leadParameters,
	leadsFrom,
	sendLeads,
	statusesOf,
} from '../../harness/addCalls';
import { goodRun } from '../../harness/arbitraryRun';
import { retry } from '../../harness/graph';
import { withoutPauses } from '../../harness/n8n';
import { runNode, type NodeSetup } from '../../harness/runNode';
import { Service } from '../../harness/service';

const service = new Service();
withoutPauses();

/** n8n waits a second if the setting is 0. */
const retryOnFail = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

describe.each(addOperations)('call: %s', (operation) => {
	const setupFor = (items: readonly object[], more: Partial<NodeSetup> = {}): NodeSetup => ({
		parameters: leadParameters(operation, { maxConcurrency: 1, batchSize: 1, maxRetries: 0 }),
		items,
		credential: service.credential,
		...more,
	});

	it('resends only the leads that certainly were not accepted', async () => {
		await fc.assert(
			fc.asyncProperty(goodRun(operation), async ({ leads, options, faults, ...node }) => {
				service.simulator.reset();
				service.simulator.setFaults(faults);
				const setup: NodeSetup = {
					parameters: leadParameters(operation, options),
					items: leads,
					node: { onError: node.onError, ...(node.retryOnFail && retryOnFail) },
					credential: service.credential,
				};
				let run = await runNode(setup);
				if (run.error !== undefined) {
					service.simulator.setFaults([]);
					run = await retry(run, { ...setup, node: { onError: 'continueRegularOutput' } });
					expect(run.error).toBeUndefined();
					const statuses = statusesOf(run);
					leads.forEach(({ id }, index) => {
						const had = service.countOf(id) > 0;
						expect([id, statuses[index]]).toEqual([id, had ? 'added' : 'unknown']);
					});
				}
				for (const { id } of leads) {
					expect([id, service.countOf(id)]).not.toEqual([id, 2]);
					expect(service.timesTaken(id)).toBeLessThanOrEqual(1);
				}
			}),
			{ numRuns: 60 },
		);
	}, 120_000);

	it('returns leads that an earlier try added as added', async () => {
		service.simulator.setFaults([
			{ fault: { kind: 'httpStatus', status: 503 }, after: 2, times: 1 },
		]);
		const leads = leadsFrom(ids(4));
		const run = await runNode(setupFor(leads, { node: retryOnFail }));
		expect(run.error).toBeUndefined();
		expect(statusesOf(run)).toEqual(['added', 'added', 'added', 'added']);
		expect(run.items.map(({ json, pairedItem }) => [json.target, pairedItem])).toEqual(
			leads.map(({ phone }, item) => [phone, { item }]),
		);
		expect(ids(4).map((id) => service.timesTaken(id))).toEqual([1, 1, 1, 1]);
	});

	it('counts a call in the queue for only one of two identical leads', async () => {
		service.simulator.setFaults([{ fault: { kind: 'resetBefore' }, times: 1 }]);
		const [lead] = leadsFrom(['lead 0']);
		const setup = setupFor([lead, lead]);
		const run = await retry(await runNode(setup), {
			...setup,
			node: { onError: 'continueRegularOutput' },
		});
		expect(service.countOf('lead 0')).toBe(1);
		expect(statusesOf(run)).toEqual(['unknown', 'added']);
	});

	describe('after an edit of the node', () => {
		const leads = leadsFrom(ids(4)).map((lead, index) => ({
			...lead,
			mobile: index === 1 ? '972550000000' : undefined,
			ignore: false,
			more: { id: lead.id },
		}));

		/** Leads 0 and 1 are accepted, 2 is lost, 3 is rejected. Then only lead 1 gets another number. */
		async function editAndRetry(more: INodeParameters = {}): Promise<unknown[]> {
			service.simulator.setFaults([
				{ fault: { kind: 'resetBefore' }, method: methodOf[operation], after: 2, times: 1 },
				{ fault: { kind: 'httpStatus', status: 503 }, method: methodOf[operation], after: 2 },
			]);
			const setup = setupFor(leads);
			const parameters = { ...setup.parameters, ...more };
			const run = await runNode({ ...setup, parameters });
			expect(run.error).toBeDefined();
			service.simulator.setFaults([]);
			const after = await retry(run, {
				...setup,
				parameters: { ...parameters, target: '={{ $json.mobile ?? $json.phone }}' },
				node: { onError: 'continueRegularOutput' },
			});
			expect(after.items.map(({ json }) => json.target)).toEqual(
				leads.map(({ mobile, phone }) => mobile ?? phone),
			);
			return statusesOf(after);
		}

		it.each<[string, INodeParameters]>([
			['nothing else', {}],
			[
				'{{ $now }} as originate time',
				{ additionalFields: { originateTime: '={{ $now.plus({ hours: 1 }) }}' } },
			],
			[
				'a custom variable with a different value at each evaluation',
				{
					customVariables: {
						variable: [
							{ name: 'id', value: '={{ $json.id }}' },
							{ name: 'sent_at', value: '={{ $now.toMillis() + Math.random() }}' },
						],
					},
				},
			],
			[
				'an expression for a switch',
				{ additionalFields: { ignoreDncStatus: '={{ $json.ignore }}' } },
			],
			[
				'an expression for all custom variables',
				{ specifyCustomVariables: 'json', customVariablesJson: '={{ $json.more }}' },
			],
		])('sends only the new leads (with %s)', async (_what, more) => {
			expect(await editAndRetry(more)).toEqual(['added', 'added', 'unknown', 'added']);
			expect(ids(4).map((id) => service.timesTaken(id))).toEqual([1, 2, 1, 1]);
			expect(ids(4).map((id) => service.countOf(id))).toEqual([1, 2, 0, 1]);
		});
	});

	it('also after an edit of the node in between', async () => {
		service.simulator.setFaults([{ fault: { kind: 'resetBefore' }, times: 1 }]);
		const [lead] = leadsFrom(['lead 0']);
		const setup = setupFor([lead, lead]);
		const run = await retry(await runNode(setup), {
			...setup,
			parameters: { ...setup.parameters, target: '={{ $json.mobile ?? $json.phone }}' },
			node: { onError: 'continueRegularOutput' },
		});
		expect(service.countOf('lead 0')).toBe(1);
		expect(statusesOf(run)).toEqual(['unknown', 'added']);
	});

	it.each<[string, INodeParameters, INodeParameters]>([
		['its spelling', { target: '0501234567' }, { target: '+972 50-123-4567' }],
		[
			'Complete Israeli Numbers',
			{ target: '={{ "050" + "1234567" }}' },
			{ target: '={{ 501234567 }}', options: { completeIsraeliNumbers: true } },
		],
	])('sends a number once although somebody changes %s', async (_what, before, after) => {
		service.simulator.setFaults([
			{ method: methodOf[operation], fault: { kind: 'httpStatus', status: 503 }, after: 1 },
		]);
		const setup = setupFor(leadsFrom(ids(2)));
		const run = await runNode({ ...setup, parameters: { ...setup.parameters, ...before } });
		expect(run.error).toBeDefined();
		service.simulator.setFaults([]);
		const options = { ...(setup.parameters.options as object), ...(after.options as object) };
		const parameters = { ...setup.parameters, ...after, options };
		const second = await retry(run, { ...setup, parameters });
		expect(statusesOf(second)).toEqual(['added', 'added']);
		expect(ids(2).map((id) => service.countOf(id))).toEqual([1, 1]);
	});

	it('remembers over several edits, there and back', async () => {
		const busy = {
			method: methodOf[operation],
			fault: { kind: 'httpStatus', status: 503 },
		} as const;
		service.simulator.setFaults([{ ...busy, after: 1 }]);
		const setup = setupFor(leadsFrom(ids(4)));
		const other = { ...setup.parameters, target: '={{ $json.mobile ?? $json.phone }}' };
		const first = await runNode(setup);
		service.simulator.setFaults([{ ...busy, after: 1, times: 1 }]);
		const second = await retry(first, { ...setup, parameters: other });
		expect(second.error).toBeDefined();
		const third = await retry(second, setup);
		expect(statusesOf(third)).toEqual(['added', 'added', 'added', 'added']);
		expect(ids(4).map((id) => service.timesTaken(id))).toEqual([1, 1, 1, 1]);
	});

	it('knows a lead again although {{ $now }} gives another time', async () => {
		service.simulator.setFaults([{ fault: { kind: 'resetBefore' }, after: 1, times: 1 }]);
		const setup = setupFor(leadsFrom(ids(3)));
		const additionalFields = { originateTime: '={{ $now.plus({ hours: 1 }) }}' };
		const parameters = { ...setup.parameters, additionalFields };
		const run = await runNode({ ...setup, parameters, node: retryOnFail });
		expect(run.error).toBeDefined();
		await retry(run, { ...setup, parameters });
		expect(ids(3).map((id) => service.timesTaken(id))).toEqual([1, 1, 1]);
	});

	it('does not resend leads after a change of the timeout or similar options', async () => {
		service.simulator.setFaults([
			{ fault: { kind: 'httpStatus', status: 503 }, after: 1, times: 1 },
		]);
		const setup = setupFor(leadsFrom(ids(3)));
		const options = { maxConcurrency: 3, batchSize: 3, maxRetries: 1, timeout: 5000 };
		const run = await retry(await runNode(setup), {
			...setup,
			parameters: leadParameters(operation, options),
		});
		expect(statusesOf(run)).toEqual(['added', 'added', 'added']);
		expect(ids(3).map((id) => service.timesTaken(id))).toEqual([1, 1, 1]);
	});
});

const methodOf = { add: 'AddCall', addMany: 'AddCallsBulk' } as const;

it.each([
	['update', 'UpdateCall', 'updated'],
	['remove', 'RemoveCall', 'removed'],
] as const)('call: %s does nothing twice either', async (operation, method, status) => {
	const leads = leadsFrom(ids(3));
	await sendLeads('addMany', leads, {}, { credential: service.credential });
	service.simulator.setFaults([{ method, fault: { kind: 'answerLost' }, after: 1, times: 1 }]);
	const setup: NodeSetup = {
		parameters: {
			...leadParameters('add', { maxConcurrency: 1 }),
			operation,
			updateFields: { customerName: 'Noa' },
		},
		items: leads,
		node: retryOnFail,
		credential: service.credential,
	};
	const run = await runNode(setup);
	expect(run.error).toBeDefined();
	const after = await retry(run, { ...setup, node: { onError: 'continueRegularOutput' } });
	expect(statusesOf(after)).toEqual([status, 'unknown', status]);
	expect(service.requestsOf(method)).toHaveLength(3);
});

it('remembers 100,000 leads in less than 2 KB, without personal data', async () => {
	service.simulator.options.log = 'counts';
	service.simulator.setFaults([{ fault: { kind: 'httpStatus', status: 503 }, after: 33 }]);
	const rest = { callerId: '', priority: 0, at: '' };
	const leads = leadsFrom(ids(100_000)).map((lead) => ({ ...lead, ...rest }));
	const { run, error } = await sendLeads(
		'addMany',
		leads,
		{ maxRetries: 0, maxConcurrency: 1 },
		{
			credential: service.credential,
		},
	);
	expect(error).toBeDefined();
	expect(service.simulator.stats().leadsAccepted).toBe(99_000);
	const ledger = JSON.stringify(run.data.executionData?.contextData);
	expect(ledger.length).toBeGreaterThan(10);
	expect(ledger.length).toBeLessThan(2048);
	expect(ledger).not.toMatch(/9725|Dana/);
}, 60_000);

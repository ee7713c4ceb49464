import type { INodeParameters } from 'n8n-workflow';
import { phones, runAddMany, statusesOf } from '../../harness/addCalls';
import { retry, retryGraph } from '../../harness/graph';
import { byId, runNode, type NodeSetup } from '../../harness/runNode';
import { ok, okWith, Wire, type HttpReply } from '../../harness/wire';
import { workflowOf } from '../../harness/workflow';

const wire = new Wire();
const queue = 'GetCampaignPendingCalls';
const retryOnFail = { node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } };

/** Not processed: the service says when to retry. */
const busy: HttpReply = { status: 503, headers: { 'Retry-After': '1' } };

const waiting = (...calls: object[]): HttpReply =>
	okWith({ Calls: calls, Campaign: { TotalPendingCalls: calls.length } });

const leads = [{ phone: '0501111111' }, { phone: '0502222222' }];

/** call: Add, one lead after the other. */
const add = (items: readonly object[], target = '={{ $json.phone }}'): NodeSetup => ({
	parameters: {
		resource: 'call',
		operation: 'add',
		campaign: byId('c1'),
		target,
		options: { maxRetries: 0, maxConcurrency: 1 },
	},
	items,
});

describe('a lead that may have been accepted, with an unreadable queue', () => {
	it('is not sent again by Retry, although it is no longer in the queue', async () => {
		const setup = add(leads.slice(0, 1));
		wire.answer({ status: 503 }, { method: 'AddCall' });
		wire.answer({ status: 500 }, { method: queue });
		const first = await runNode(setup);
		expect(first.error?.message).toMatch(/may or may not have received/);
		// The dialer has called the person in the meantime.
		wire.answer(waiting(), { method: queue });
		wire.answer(ok, { method: 'AddCall', isOptional: true });
		const second = await retry(first, setup);
		expect(wire.of('AddCall')).toHaveLength(1);
		expect(second.error).toBeDefined();
	});

	it('is not sent again by Retry On Fail', async () => {
		wire.answer({ status: 503 }, { method: 'AddCallsBulk' });
		wire.answer({ status: 500 }, { method: queue });
		wire.answer(waiting(), { method: queue });
		wire.answer(ok, { method: 'AddCallsBulk', isOptional: true });
		await runAddMany(leads.slice(0, 1), { maxRetries: 0 }, retryOnFail);
		expect(wire.of('AddCallsBulk')).toHaveLength(1);
	});

	it('is not mistaken for another call by Skip Pending', async () => {
		wire.answer(waiting(), { method: queue });
		wire.answer({ status: 503 }, { method: 'AddCallsBulk' });
		wire.answer({ status: 500 }, { method: queue });
		wire.answer(waiting({ Phone: '972501111111' }), { method: queue, times: 3, isOptional: true });
		const options = { maxRetries: 0, skipPending: true };
		const { items } = await runAddMany(leads.slice(0, 1), options, retryOnFail);
		expect(wire.of('AddCallsBulk')).toHaveLength(1);
		expect(items[0].json.status).toBe('added');
	});
});

describe('Skip Duplicates, switched on before Retry', () => {
	const addMany = (items: readonly object[], options: INodeParameters = {}): NodeSetup => ({
		parameters: {
			resource: 'call',
			operation: 'addMany',
			campaign: byId('c1'),
			target: '={{ $json.phone }}',
			options: { batchSize: 1, maxConcurrency: 1, maxRetries: 0, ...options },
		},
		items,
	});
	const twice = [...phones(1), ...phones(1)];

	it('still reports both leads with one number as added', async () => {
		const items = [...twice, { phone: '0509999999' }];
		wire.answer(ok, { method: 'AddCallsBulk', times: 2 });
		wire.answer(busy, { method: 'AddCallsBulk' });
		const first = await runNode(addMany(items));
		expect(first.error).toBeDefined();
		wire.answer(ok, { method: 'AddCallsBulk' });
		const second = await retry(first, addMany(items, { skipDuplicates: true }));
		expect(statusesOf(second)).toEqual(['added', 'added', 'added']);
	});

	it('still reports one of them as unknown', async () => {
		wire.answer(ok, { method: 'AddCallsBulk' });
		wire.answer({ status: 500 }, { method: 'AddCallsBulk' });
		wire.answer(waiting(), { method: queue });
		const first = await runNode(addMany(twice));
		expect(first.error).toBeDefined();
		wire.answer(waiting(), { method: queue, isOptional: true });
		const second = await retry(first, {
			...addMany(twice, { skipDuplicates: true }),
			node: { onError: 'continueRegularOutput' },
		});
		expect(statusesOf(second)).toEqual(['added', 'unknown']);
		expect(second.items[1].json.reason).toBe('sentEarlier');
	});
});

it.each([
	['of this node alone', false],
	['of this node and the name of the one before', true],
])('Retry recognizes the leads after a change of the expression %s', async (_what, isRenamed) => {
	wire.answer(ok, { method: 'AddCall' });
	wire.answer(busy, { method: 'AddCall' });
	const first = await runNode(add(leads, '={{ $("Start").item.json.phone }}'));
	expect(first.error).toBeDefined();
	wire.answer(ok, { method: 'AddCall', times: 2, isOptional: true });
	wire.answer(waiting(), { method: queue, isOptional: true });
	const workflow = workflowOf(add(leads));
	if (isRenamed) {
		workflow.nodes.Leads = { ...workflow.nodes.Start, name: 'Leads' };
		delete workflow.nodes.Start;
	}
	await retryGraph(first.run, workflow, {});
	const sent = wire.of('AddCall').map(({ body }) => (body as { Target: string }).Target);
	expect(sent.filter((target) => target === leads[0].phone)).toHaveLength(1);
});

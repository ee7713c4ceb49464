import { ok, okWith } from '../harness/answers';
import { byId } from '../harness/locator';
import { failuresOf, successesOf, type OnError } from '../harness/onError';
import { runNode, type NodeRun } from '../harness/runNode';
import { Wire, type SentRequest } from '../harness/wire';
import { faults, type FaultCase } from './faults';

const wire = new Wire();
const targets = ['0500000000', '0500000001', '0500000002'];
const targetOf = ({ body }: SentRequest) => (body as { Target: string }).Target;

/** Three leads, of which the second meets the fault. No call waits in the campaign. */
async function addThree({ reply, isRetried }: FaultCase, onError: OnError): Promise<NodeRun> {
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

describe.each(Object.entries(faults))('%s', (_name, fault) => {
	it('stops the workflow with an error of the item, the others processed', async () => {
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

	it('hands the item on with its error and its verdict', async () => {
		const mode = 'continueRegularOutput';
		const run = await addThree(fault, mode);
		expect(run.error).toBeUndefined();
		expect(successesOf(run)).toEqual([added(0), added(2)]);
		const [failure, ...others] = failuresOf(run, mode);
		expect(others).toEqual([]);
		expect(failure.item).toBe(1);
		expect(failure.text).toMatch(fault.says);
		expect(failure.json).toMatchObject({ campaign: 'c1', target: targets[1] });
		expect(failure.json.description).toMatch(/\w+/);
		if (fault.status !== undefined) expect(failure.json.status).toBe(fault.status);
		else expect(failure.json.status).not.toBe('added');
	});

	it('sends the item to the error output with its error', async () => {
		const mode = 'continueErrorOutput';
		const run = await addThree(fault, mode);
		expect(run.error).toBeUndefined();
		expect(successesOf(run)).toEqual([added(0), added(2)]);
		const [failure, ...others] = failuresOf(run, mode);
		expect(others).toEqual([]);
		expect(failure.item).toBe(1);
		expect(failure.text).toMatch(fault.says);
	});
});

it('tells the faults apart', async () => {
	const messages = new Map<string, string>();
	for (const [name, fault] of Object.entries(faults)) {
		const { error } = await addThree({ ...fault }, 'stopWorkflow');
		messages.set(name, String(error?.message));
	}
	messages.delete('ErrorCode 1 as text');
	messages.delete('an array');
	expect(new Set(messages.values()).size).toBe(messages.size);
});

it('takes "0" as text for OK', async () => {
	const { items } = await addThree(
		{ reply: { body: { ErrorCode: '0', Description: 'OK' } }, says: /./ },
		'stopWorkflow',
	);
	expect(items).toEqual([added(0), added(1), added(2)]);
});

import type { IDataObject } from 'n8n-workflow';
import { failuresOf, onErrorModes } from '../../harness/execution';
import { byId, runNode } from '../../harness/runNode';
import { examples } from '../operations/examples';
import {
	encodings,
	jsonRequest,
	no,
	ok,
	okWith,
	requestIn,
	verbOf,
	Wire,
} from '../../harness/wire';
import { accountCode } from '../../harness/workflow';

const wire = new Wire();

const target = { target: '0501234567' };

describe('as an AI tool', () => {
	it.each(examples)('$resource: $operation', async (example) => {
		const { resource, operation, method, reply, least } = example;
		wire.answer(least.reply ?? reply);
		const { items, error } = await runNode({
			parameters: { resource, operation, ...least.parameters },
			isTool: true,
		});
		expect(error).toBeUndefined();
		expect(wire.requests).toEqual([jsonRequest(method, { ...least.sent, Code: accountCode })]);
		expect(items).toEqual(
			least.output.map((json) => ({
				json: expect.objectContaining(json) as IDataObject,
				pairedItem: { item: 0 },
			})),
		);
	});

	it('campaign: getAll', async () => {
		wire.answer(okWith([{ Name: 'A', StatusName: 'Enabled', Code: 'c1' }]));
		const { items } = await runNode({
			parameters: { resource: 'campaign', operation: 'getAll' },
			isTool: true,
		});
		expect(items[0].json).toEqual({ Name: 'A', StatusName: 'Enabled', Code: 'c1' });
	});

	it('call: addMany says that it cannot run, and sends nothing', async () => {
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
			requestIn(requestFormat, 'AddCall', {
				Campaign: 'c1',
				Target: '0501234567',
				Code: accountCode,
			}),
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
				target: '={{ $("Start").item.json.phone }}',
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

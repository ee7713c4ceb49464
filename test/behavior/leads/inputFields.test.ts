import type { INodeParameters } from 'n8n-workflow';
import { onErrorModes } from '../../harness/execution';
import { byId, runNode, type NodeSetup } from '../../harness/runNode';
import { runAgent } from '../../harness/tool';
import { no, ok, Wire, type SentRequest } from '../../harness/wire';

const wire = new Wire();
const { stopWorkflow, continueRegularOutput, continueErrorOutput } = Object.fromEntries(
	onErrorModes.map((mode) => [mode, { node: { onError: mode } }]),
);

const leads = [
	{ phone: '0501111111', name: 'Dana', tags: ['a'], error: 'from the CRM' },
	{ phone: '0502222222', dialer: 'an old value', status: 'new' },
	{ phone: '' },
];
const binary = { cv: { data: 'aGk=', mimeType: 'text/plain' } };

const run = async (
	operation: string,
	options: INodeParameters = {},
	setup: Partial<NodeSetup> = continueRegularOutput,
) =>
	await runNode({
		parameters: {
			resource: 'call',
			operation,
			campaign: byId('c1'),
			target: '={{ $json.phone }}',
			options: { includeInputFields: true, ...options },
		},
		items: leads,
		binary,
		...setup,
	});

const status = { add: 'added', addMany: 'added', update: 'updated', remove: 'removed' };
const operations = Object.entries(status);
const targetsIn = ({ body }: SentRequest) =>
	[body as { Target: string } | Array<{ Target: string }>].flat().map(({ Target }) => Target);

/** The service rejects the second lead, and the node the third. */
const answerLeads = () =>
	wire.answer(
		(request) =>
			targetsIn(request).length > 1
				? {
						body: {
							ErrorCode: 0,
							Description: 'OK',
							AddResult: [
								{ Target: '0501111111', ErrorCode: 0, Description: 'OK' },
								{ Target: '0502222222', ErrorCode: 4, Description: 'No' },
							],
						},
					}
				: targetsIn(request)[0] === '0502222222'
					? no(4)
					: ok,
		{ times: 2, isOptional: true },
	);

const rejected = (target: string, reason: string) =>
	expect.objectContaining({ campaign: 'c1', target, status: 'rejected', reason }) as object;

describe.each(operations)('call: %s', (operation, good) => {
	it('returns the input’s own fields and files, and the verdict in one field', async () => {
		answerLeads();
		const { items, error } = await run(operation);
		expect(error).toBeUndefined();
		const verdict = { campaign: 'c1', target: '0501111111', status: good };
		expect(items).toEqual([
			{
				json: { ...leads[0], dialer: { ...verdict, errorCode: 0, description: 'OK' } },
				binary,
				pairedItem: { item: 0 },
			},
			{
				json: { ...leads[1], dialer: rejected('0502222222', 'rejectedByService') },
				binary,
				pairedItem: { item: 1 },
			},
			{
				json: { ...leads[2], dialer: rejected('', 'invalidInput') },
				binary,
				pairedItem: { item: 2 },
			},
		]);
		const errors = items.map(({ json }) => (json.dialer as { error?: string }).error);
		const ofFailed = operation === 'addMany' ? undefined : (expect.any(String) as string);
		expect(errors).toEqual([undefined, ofFailed, ofFailed]);
	});

	it('says so in Dry Run, too', async () => {
		const { items } = await run(operation, { dryRun: true, outputFieldName: 'call' });
		expect(items[0].json).toMatchObject({ ...leads[0], call: { status: 'dryRun' } });
		expect(items[2].json).toMatchObject({ call: { status: 'rejected' } });
		expect(items[0].json).not.toHaveProperty('dialer');
	});
});

it.each(['add', 'update', 'remove'])(
	'call: %s leaves the error output to n8n, with the files',
	async (operation) => {
		answerLeads();
		const { items, errorItems } = await run(operation, {}, continueErrorOutput);
		expect(items.map(({ json }) => json)).toMatchObject([{ ...leads[0], dialer: {} }]);
		expect(errorItems).toEqual(
			[leads[1], leads[2]].map((lead, index) => ({
				json: {
					...lead,
					error: expect.any(String) as string,
					message: expect.stringMatching(/^Status: rejected\. Reason: \w+\. /) as string,
				},
				binary,
				pairedItem: { item: index + 1 },
			})),
		);
	},
);

it('works where n8n runs the node’s routing', async () => {
	answerLeads();
	const { items } = await run('add', {}, { ...continueRegularOutput, isTool: true });
	expect(items.map(({ json }) => json)).toEqual([
		{ ...leads[0], dialer: expect.objectContaining({ status: 'added' }) as object },
		{ ...leads[1], dialer: rejected('0502222222', 'rejectedByService') },
		{ ...leads[2], dialer: rejected('', 'invalidInput') },
	]);
});

it('gives a model the verdict alone', async () => {
	wire.answer(ok);
	const { items } = await runAgent({
		parameters: {
			resource: 'call',
			operation: 'add',
			campaign: byId('c1'),
			target: '0501111111',
			options: { includeInputFields: true },
		},
		args: { Target: '0501111111' },
		item: { secret: 'of the agent' },
	});
	expect(items).toMatchObject([{ status: 'added' }]);
	expect(JSON.stringify(items)).not.toContain('secret');
});

it.each([
	['', 'dialer'],
	['  ', 'dialer'],
	['={{ undefined }}', 'dialer'],
	[' my call ', 'my call'],
	['phone', 'phone'],
	['result.status', 'result.status'],
	['={{ 7 }}', '7'],
	['toString', 'toString'],
])('Output Field Name %j is the field %j', async (outputFieldName, field) => {
	answerLeads();
	const { items } = await run('add', { outputFieldName });
	expect(Object.keys(items[0].json).sort()).toEqual(
		[...new Set([...Object.keys(leads[0]), field])].sort(),
	);
	expect(items[0].json[field]).toMatchObject({ status: 'added' });
});

const unusable = ['__proto__', 'constructor', 'prototype', 'error', ' message ', '={{ ["a"] }}'];

describe.each(unusable)('Output Field Name %j', (outputFieldName) => {
	it.each(operations)('is an error of each lead, and nothing is sent (%s)', async (operation) => {
		const { items } = await run(operation, { outputFieldName });
		expect(items).toHaveLength(3);
		for (const { json } of items) {
			expect(json).toMatchObject({ status: 'rejected', reason: 'invalidInput' });
			expect(json.error).toMatch(/Output Field Name/);
		}
		expect(wire.requests).toEqual([]);
	});

	it('is of no importance while the input’s fields are left out', async () => {
		answerLeads();
		const { items } = await run('add', { outputFieldName, includeInputFields: false });
		expect(items[0].json).toMatchObject({ target: '0501111111', status: 'added' });
		expect(items[0]).not.toHaveProperty('binary');
	});
});

it('takes no item for a failed one because of its input', async () => {
	wire.answer(ok, { times: 3 });
	const items = [{ error: 'x' }, { error: 'x', message: 'y' }, { message: 'y' }];
	const target = '0501111111';
	const { items: good, errorItems } = await runNode({
		parameters: {
			resource: 'call',
			operation: 'add',
			campaign: byId('c1'),
			target,
			options: { includeInputFields: true },
		},
		items,
		...continueErrorOutput,
	});
	expect(good.map(({ json }) => json)).toEqual(
		items.map((json) => ({
			...json,
			dialer: expect.objectContaining({ status: 'added' }) as object,
		})),
	);
	expect(errorItems).toEqual([]);
});

it('keeps a field whose name is __proto__', async () => {
	wire.answer(ok, { isOptional: true, times: 2 });
	const odd = JSON.parse('{"phone":"0501111111","__proto__":{"isAdmin":true}}') as object;
	const { items, error } = await run('add', {}, { items: [odd], ...stopWorkflow });
	expect(error).toBeUndefined();
	expect(items[0].json).toHaveProperty('phone');
	expect((items[0].json as { isAdmin?: boolean }).isAdmin).toBeUndefined();
});

it('names the field in the note on the node', async () => {
	answerLeads();
	const { hints } = await run('addMany', { outputFieldName: 'call' });
	expect(hints[0].message).toContain('“call.description”');
});

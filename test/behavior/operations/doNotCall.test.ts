import type { INodeParameters } from 'n8n-workflow';
import { everythingIn, failuresOf, onErrorModes } from '../../harness/execution';
import { retry } from '../../harness/graph';
import { withoutPauses } from '../../harness/n8n';
import { runNode, type NodeRun, type NodeSetup } from '../../harness/runNode';
import { agentBefore3, callTool, fromAi, mcpServerTrigger, runAgent } from '../../harness/tool';
import { jsonRequest, Wire, type HttpReply, type SentRequest } from '../../harness/wire';
import { accountCode } from '../../harness/workflow';

const wire = new Wire();
withoutPauses();

const addMethod = 'AddBlackList';
const removeMethod = 'RemoveBulkFromBlacklist';

interface Entry {
	readonly Phone?: unknown;
	readonly ErrorCode?: unknown;
	readonly ErrorMessage?: string;
}

const entry = (Phone: unknown, ErrorCode: unknown = 0): Entry => ({
	ErrorCode,
	ErrorMessage: ErrorCode === 0 ? 'OK' : 'No',
	Phone,
});

const listed = (Phones: unknown, ErrorCode: unknown = 0): HttpReply => ({
	body: { ErrorCode, ErrorMessage: ErrorCode === 0 ? 'OK' : 'No', Phones },
});

const phonesIn = ({ body }: SentRequest): string[] =>
	(body as { Phones: Array<{ Phone: string }> }).Phones.map(({ Phone }) => Phone);

/** Takes every number. */
const takesAll = (request: SentRequest) => listed(phonesIn(request).map((phone) => entry(phone)));

const setup = (
	phones: readonly unknown[],
	options: INodeParameters = {},
	rest: Partial<NodeSetup> = {},
): NodeSetup => ({
	parameters: { resource: 'doNotCall', operation: 'add', phone: '={{ $json.phone }}', options },
	items: phones.map((phone) => ({ phone })),
	...rest,
});

const goOn = { node: { onError: 'continueRegularOutput' } } as const;

const statusesOf = ({ items }: NodeRun) => items.map(({ json }) => json.status);

const numbers = (count: number) =>
	Array.from({ length: count }, (_, i) => String(972500000000 + i));

describe('the requests', () => {
	it('have up to 100 numbers each, and every item has its own verdict', async () => {
		wire.answer(takesAll, { times: 3 });
		const phones = numbers(250);
		const { items, error } = await runNode(setup(phones, { maxConcurrency: 1 }));
		expect(error).toBeUndefined();
		expect(wire.requests.map((request) => phonesIn(request).length)).toEqual([100, 100, 50]);
		expect(items).toEqual(
			phones.map((phone, item) => ({
				json: { phone, status: 'added', errorCode: 0, description: 'OK' },
				pairedItem: { item },
			})),
		);
	});

	it.each(['everyRequest', 'campaignListOnly'])('carry the account code (%s)', async (where) => {
		wire.answer(takesAll);
		const { error } = await runNode({
			parameters: {
				resource: 'doNotCall',
				operation: 'add',
				phone: '+972 50-245-4545',
				additionalFields: { name: 'John Doe' },
			},
			credential: { sendAccountCode: where },
		});
		expect(error).toBeUndefined();
		expect(wire.requests).toEqual([
			jsonRequest(addMethod, {
				Phones: [{ Phone: '972502454545', Name: 'John Doe' }],
				Code: accountCode,
			}),
		]);
	});

	it('remove numbers', async () => {
		wire.answer(takesAll);
		const { parameters, items } = setup(['0502454545', 972501234567]);
		const run = await runNode({ parameters: { ...parameters, operation: 'remove' }, items });
		expect(wire.requests).toEqual([
			jsonRequest(removeMethod, {
				Phones: [{ Phone: '0502454545' }, { Phone: '972501234567' }],
				Code: accountCode,
			}),
		]);
		expect(statusesOf(run)).toEqual(['removed', 'removed']);
	});

	it('are not sent by a dry run', async () => {
		const { items } = await runNode(setup(['050-2454545'], { dryRun: true }));
		expect(items[0].json).toEqual({
			phone: '0502454545',
			status: 'dryRun',
			errorCode: null,
			description: expect.stringMatching(/not sent/i),
			request: {
				method: 'POST',
				url: 'https://api.voicenter.co.il/Blacklist/AddBlackList',
				body: { Phones: [{ Phone: '0502454545' }], Code: '***' },
			},
		});
	});
});

/** What is sent, the list that comes back, and the verdicts. */
const lists: ReadonlyArray<[string, string[], HttpReply, string[]]> = [
	['a rejected number', ['1', '2'], listed([entry('1', 1), entry('2')]), ['rejected', 'added']],
	['codes as text', ['1', '2'], listed([entry('1', '1'), entry('2', '0')]), ['rejected', 'added']],
	['an internal error', ['1', '2'], listed([entry('1', 2), entry('2')]), ['unknown', 'added']],
	['another order', ['1', '2'], listed([entry('2', 1), entry('1')]), ['added', 'rejected']],
	[
		'another spelling',
		['0501234567', '0502222222'],
		listed([entry(972502222222, 1), entry('+972-50-1234567')]),
		['added', 'rejected'],
	],
	['a number missing', ['1', '2'], listed([entry('2')]), ['unknown', 'added']],
	['a number more', ['1'], listed([entry('9', 1), entry('1')]), ['added']],
	['one entry for a number sent twice', ['1', '1'], listed([entry('1')]), ['added', 'added']],
	[
		'two entries for a number sent twice',
		['1', '2', '1'],
		listed([entry('1', 1), entry('2'), entry('1', 1)]),
		['rejected', 'added', 'rejected'],
	],
	[
		'entries that contradict each other',
		['1', '2'],
		listed([entry('1'), entry('2'), entry('1', 1)]),
		['unknown', 'added'],
	],
	[
		'entries without numbers',
		['1', '2'],
		listed([entry(undefined, 1), entry('')]),
		['rejected', 'added'],
	],
	[
		'too few entries without numbers',
		['1', '2'],
		listed([entry(undefined)]),
		['unknown', 'unknown'],
	],
	['an entry without a code', ['1'], listed([{ Phone: '1' }]), ['unknown']],
	['entries that are no objects', ['1', '2'], listed([null, 7]), ['unknown', 'unknown']],
	['an empty list', ['1'], listed([]), ['unknown']],
	['no list', ['1'], listed(undefined), ['unknown']],
	['a list that is none', ['1'], listed('OK'), ['unknown']],
	[
		'a failed whole with a list',
		['1', '2'],
		listed([entry('1', 1), entry('2')], 2),
		['rejected', 'added'],
	],
	['a wrong account code with a list', ['1'], listed([entry('1')], 1), ['rejected']],
	['a wrong account code', ['1', '2'], listed(undefined, 1), ['rejected', 'rejected']],
	['an unknown code', ['1', '2'], listed(undefined, 99), ['rejected', 'rejected']],
];

describe.each(lists)('an answer with %s', (_what, phones, reply, statuses) => {
	it('gives each number its verdict', async () => {
		wire.answer(reply);
		const run = await runNode(setup(phones, {}, goOn));
		expect(run.error).toBeUndefined();
		expect(statusesOf(run)).toEqual(statuses);
		expect(run.items.map(({ json }) => json.phone)).toEqual(phones);
	});
});

it.each(onErrorModes)('a rejected number is an error of its item (%s)', async (onError) => {
	wire.answer(listed([entry('1'), entry('2', 1), entry('3')]));
	const run = await runNode(setup(['1', '2', '3'], {}, { node: { onError } }));
	if (onError === 'stopWorkflow') {
		expect(run.error?.message).toMatch(/format.*item 1/);
		expect(run.error?.description).toMatch(/972501234567.*“No” \(ErrorCode 1\)/);
	} else {
		const [failure, ...others] = failuresOf(run, onError);
		expect(others).toEqual([]);
		expect(failure.item).toBe(1);
		expect(failure.text).toMatch(/did not accept the format/);
	}
});

it('an empty number is an error of its item, and the others are sent', async () => {
	wire.answer(takesAll);
	const run = await runNode(setup(['1', '', '3'], {}, goOn));
	expect(wire.requests.map(phonesIn)).toEqual([['1', '3']]);
	expect(statusesOf(run)).toEqual(['added', 'rejected', 'added']);
	expect(String(run.items[1].json.error)).toMatch(/“Phone Number” is empty/);
});

it('a request that is rejected because of one number is divided until it is found', async () => {
	const phones = numbers(100);
	const bad = phones[57];
	wire.answer(
		(request) => (phonesIn(request).includes(bad) ? listed(undefined, 2) : takesAll(request)),
		{ times: 15 },
	);
	const run = await runNode(setup(phones, {}, goOn));
	expect(statusesOf(run).map((status, index) => [status, phones[index]])).toEqual(
		phones.map((phone) => [phone === bad ? 'rejected' : 'added', phone]),
	);
});

it('a request that is too large is divided', async () => {
	wire.answer((request) => (phonesIn(request).length > 25 ? { status: 413 } : takesAll(request)), {
		times: 7,
	});
	const run = await runNode(setup(numbers(100)));
	expect(new Set(statusesOf(run))).toEqual(new Set(['added']));
});

it('a wrong account code stops the run after one request', async () => {
	wire.answer(listed(undefined, 1));
	const { error } = await runNode(setup(numbers(300), { maxConcurrency: 1 }));
	expect(error?.message).toMatch(/account code was not accepted/);
});

describe('an answer that is lost', () => {
	it.each<[string, () => void]>([
		['the connection is cut', () => wire.fail('ECONNRESET', 'socket hang up')],
		['a server error', () => wire.answer({ status: 502, body: 'Bad Gateway' })],
		['HTTP 503', () => wire.answer({ status: 503 })],
		['an empty answer', () => wire.answer({ body: '' })],
		['half an answer', () => wire.answer({ body: '{"ErrorCode":0,"Pho' })],
	])('%s: the request is repeated, because that does no harm', async (_what, fail) => {
		fail();
		wire.answer(takesAll);
		const run = await runNode(setup(['1', '2']));
		expect(run.error).toBeUndefined();
		expect(statusesOf(run)).toEqual(['added', 'added']);
	});

	it('leaves the numbers unknown after the last repetition, and says what to do', async () => {
		wire.answer({ status: 500 }, { times: 3 });
		const run = await runNode(setup(['1', '2'], { maxRetries: 2 }, goOn));
		expect(statusesOf(run)).toEqual(['unknown', 'unknown']);
		for (const { json } of run.items) {
			expect(String(json.description)).toMatch(/Run it again: doing it twice does no harm/);
			expect(String(json.description)).not.toMatch(/Call: Get Many/);
		}
	});

	it('is made up for by Retry, which sends only what was not taken', async () => {
		const failing = setup(['1', '2', '3'], { maxRetries: 0 });
		wire.answer(listed([entry('1'), entry('3')]));
		const first = await runNode(failing);
		expect(first.error?.message).toMatch(/no clear result.*item 1/);
		wire.answer(takesAll);
		const second = await retry(first, failing);
		expect(wire.requests.map(phonesIn)).toEqual([['1', '2', '3'], ['2']]);
		expect(second.error).toBeUndefined();
		expect(statusesOf(second)).toEqual(['added', 'added', 'added']);
	});
});

it('what was added before Retry is removed by Retry as Remove', async () => {
	const added = setup(['1', '2'], { maxRetries: 0 });
	wire.answer(listed([entry('1'), entry('2', 1)]));
	const first = await runNode(added);
	expect(first.error).toBeDefined();
	wire.answer(takesAll);
	const second = await retry(first, {
		...added,
		parameters: { ...added.parameters, operation: 'remove' },
	});
	expect(wire.of(removeMethod).map(phonesIn)).toEqual([['1', '2']]);
	expect(statusesOf(second)).toEqual(['removed', 'removed']);
});

it('shows the account code nowhere', async () => {
	const echo = `No access for ${accountCode}`;
	const replies = [
		{ body: { ErrorCode: 1, ErrorMessage: echo } },
		{
			body: {
				ErrorCode: 0,
				ErrorMessage: echo,
				Phones: [{ ...entry('1', 1), ErrorMessage: echo }],
			},
		},
		{ body: { ErrorCode: 0, ErrorMessage: echo, Phones: [{ ...entry('1'), ErrorMessage: echo }] } },
	];
	for (const reply of replies) {
		for (const onError of onErrorModes) {
			wire.answer(reply);
			const run = await runNode(setup(['1'], {}, { node: { onError } }));
			expect(everythingIn(run) + JSON.stringify(run.items)).not.toContain(accountCode.slice(0, 6));
		}
	}
});

describe('as an AI tool', () => {
	const parameters = {
		resource: 'doNotCall',
		operation: 'add',
		phone: fromAi('Phone_Number'),
		additionalFields: { name: fromAi('Name') },
		options: { maxRetries: 0 },
	};
	const args = { Phone_Number: '050-245-4545', Name: 'Dana' };
	const sent = jsonRequest(addMethod, {
		Phones: [{ Phone: '0502454545', Name: 'Dana' }],
		Code: accountCode,
	});
	const added = { phone: '0502454545', status: 'added', errorCode: 0, description: 'OK' };

	it.each([mcpServerTrigger, agentBefore3])('adds one number (%s)', async (caller) => {
		wire.answer(takesAll);
		const { text } = await callTool(caller, { parameters, args });
		expect(wire.requests).toEqual([sent]);
		expect(JSON.parse(text ?? '')).toEqual([added]);
	});

	it('adds one number (AI Agent)', async () => {
		wire.answer(takesAll);
		const { items } = await runAgent({ parameters, args });
		expect(wire.requests).toEqual([sent]);
		expect(items).toEqual([added]);
	});

	it('lets the model repeat what is unknown', async () => {
		wire.answer({ status: 500 });
		const { items } = await runAgent({ parameters, args });
		expect(JSON.stringify(items)).toMatch(/"status":"unknown".*Run it again/);
		expect(JSON.stringify(items)).not.toMatch(/Do not send it again/);
	});

	it('sends one request for each item where n8n runs the routing with several', async () => {
		wire.answer(takesAll, { times: 3 });
		const run = await runNode({
			parameters: {
				...parameters,
				phone: '={{ $("Start").item.json.phone }}',
				additionalFields: {},
			},
			items: ['1', '2', '3'].map((phone) => ({ phone })),
			isTool: true,
		});
		expect(run.error).toBeUndefined();
		expect(wire.requests.map(phonesIn).sort()).toEqual([['1'], ['2'], ['3']]);
		expect(run.items.map(({ json }) => json.phone)).toEqual(['1', '2', '3']);
	});
});

it('completes Israeli numbers, and returns the input’s own fields where it is told to', async () => {
	wire.answer(takesAll);
	const { items } = await runNode(
		setup(
			['501234567', '972501234567', '+597 471234', ''],
			{ completeIsraeliNumbers: true, includeInputFields: true },
			goOn,
		),
	);
	expect(wire.requests.flatMap(phonesIn)).toEqual(['972501234567', '972501234567', '597471234']);
	expect(items.map(({ json }) => json)).toMatchObject([
		{ phone: '501234567', dialer: { phone: '972501234567', status: 'added' } },
		{ phone: '972501234567', dialer: { phone: '972501234567', status: 'added' } },
		{ phone: '+597 471234', dialer: { phone: '597471234', status: 'added' } },
		{ phone: '', dialer: { status: 'rejected', reason: 'invalidInput' } },
	]);
});

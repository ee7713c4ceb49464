import type { INodeParameters } from 'n8n-workflow';
import { everythingIn, onErrorModes } from '../../harness/execution';
import { search, testCredential } from '../../harness/panel';
import { byId, runNode } from '../../harness/runNode';
import { encodings, no, ok, okWith, verbOf, Wire, type HttpReply } from '../../harness/wire';
import { accountCode } from '../../harness/workflow';
import { faults } from './faults';

const wire = new Wire();

/** The beginning of the account code, in every encoding. */
const secret = accountCode.slice(0, 6);

const add: INodeParameters = {
	resource: 'call',
	operation: 'add',
	campaign: byId('c1'),
	target: '0501234567',
};

async function everythingAfter(
	reply: HttpReply,
	parameters: INodeParameters,
	onError = onErrorModes[0],
	code: string | number = accountCode,
): Promise<string> {
	const format = (parameters.options as INodeParameters | undefined)?.requestFormat;
	wire.answer(reply, { verb: format === 'query' ? 'GET' : 'POST' });
	wire.answer(okWith({ Calls: [] }), { method: 'GetCampaignPendingCalls', isOptional: true });
	const result = await runNode({
		parameters,
		node: { onError },
		credential: { accountCode: code },
	});
	return everythingIn(result) + JSON.stringify(result.items);
}

describe.each(encodings)('in a request sent as %s', (requestFormat) => {
	const options = { requestFormat, maxRetries: 0 };

	it.each(Object.entries(faults))(
		'no output contains the account code (%s)',
		async (_name, fault) => {
			for (const mode of onErrorModes) {
				expect(await everythingAfter(fault.reply, { ...add, options }, mode)).not.toContain(secret);
			}
		},
	);

	it.each(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND'])(
		'no output contains the account code after a network error (%s)',
		async (code) => {
			wire.fail(code, `connect ${code}`, { method: 'AddCall', verb: verbOf(requestFormat) });
			wire.answer(okWith({ Calls: [] }), { method: 'GetCampaignPendingCalls', isOptional: true });
			const result = await runNode({ parameters: { ...add, options } });
			expect(result.error).toBeDefined();
			expect(everythingIn(result)).not.toContain(secret);
		},
	);
});

const echoes = [
	accountCode,
	`Code ${accountCode} is unknown`,
	`GET /AddCall?Code=${encodeURIComponent(accountCode)}&Campaign=c1`,
	`Code=${new URLSearchParams({ Code: accountCode }).toString().slice(5)}`,
];

it.each(echoes)('masks the code in the service’s text (%#)', async (echo) => {
	for (const reply of [no(1, echo), no(0, echo), { status: 500, body: `<p>${echo}</p>` }]) {
		for (const mode of onErrorModes) {
			expect(await everythingAfter(reply, add, mode)).not.toContain(secret);
		}
	}
});

it('masks it in a long text that is shortened', async () => {
	for (const length of [280, 285, 290, 295, 299]) {
		const reply = no(1, `${'x'.repeat(length)}${accountCode}`);
		expect(await everythingAfter(reply, add)).not.toContain(secret);
	}
});

it('masks it if it was saved with surrounding spaces', async () => {
	const code = ` ${accountCode}\n`;
	expect(await everythingAfter(no(1, accountCode), add, onErrorModes[0], code)).not.toContain(
		secret,
	);
});

it('masks it if it was saved as a number, and still processes the lead', async () => {
	const code = 48151623;
	expect(await everythingAfter(no(1, `No, ${code}`), add, onErrorModes[0], code)).not.toContain(
		String(code),
	);
	wire.answer(ok);
	const { items, error } = await runNode({ parameters: add, credential: { accountCode: code } });
	expect(error).toBeUndefined();
	expect(items[0].json.status).toBe('added');
});

it('masks the code in the service’s text about a lead in Add Many', async () => {
	const parameters = { ...add, operation: 'addMany' };
	const results = [{ Target: '0501234567', ErrorCode: 4, Description: `No, ${accountCode}` }];
	const reply = { body: { ErrorCode: 0, Description: accountCode, AddResult: results } };
	expect(await everythingAfter(reply, parameters)).not.toContain(secret);
	expect(await everythingAfter(no(1, accountCode), parameters)).not.toContain(secret);
});

describe('wherever the service writes the code', () => {
	const encoded = [
		accountCode,
		accountCode.toUpperCase(),
		encodeURIComponent(accountCode).toLowerCase(),
		Buffer.from(`Code: ${accountCode}`).toString('base64'),
	];
	const leaks = [...encoded, 'S3cr3t', 's3cr3t', 'UzNjcjN0', 'MzY3IzdC'];
	const addMany = { ...add, operation: 'addMany' };

	const expectNoLeak = (value: unknown) => {
		const text = everythingIn(value) + JSON.stringify(value);
		for (const leak of leaks) expect(text).not.toContain(leak);
	};

	it.each(encoded)('an ErrorCode %j is masked', async (echo) => {
		for (const mode of onErrorModes) {
			for (const parameters of [
				add,
				addMany,
				{ ...add, resource: 'campaign', operation: 'stop' },
			]) {
				expectNoLeak(await everythingAfter(no(echo, `No: ${echo}`), parameters, mode));
			}
		}
	});

	it.each(encoded)('an AddResult entry with %j is masked, in the hint as well', async (echo) => {
		const results = [
			{ Target: '0501234567', ErrorCode: echo, Description: echo },
			{ Target: '0501234568', ErrorCode: 0, Description: `OK ${echo}` },
		];
		wire.answer({ body: { ErrorCode: 0, Description: 'OK', AddResult: results } });
		const { items, hints, run } = await runNode({
			parameters: { ...addMany, target: '={{ $json.phone }}' },
			items: [{ phone: '0501234567' }, { phone: '0501234568' }],
		});
		expectNoLeak([items, hints]);
		expectNoLeak(run.data.resultData);
		expect(items[0].json).toMatchObject({
			status: 'rejected',
			errorCode: expect.stringContaining('***') as string,
		});
		expect(items[1].json).toMatchObject({
			status: 'added',
			description: expect.stringMatching(/^OK .*\*\*\*/) as string,
		});
	});

	it('a record of Get Many is masked in its names, texts and numbers', async () => {
		const calls = encoded.map((echo) => ({ Phone: '0501234567', [echo]: { [echo]: [echo, 1] } }));
		wire.answer(okWith({ Calls: calls }));
		const { items } = await runNode({
			parameters: { resource: 'call', operation: 'getAll', campaign: byId('c1'), returnAll: true },
		});
		expectNoLeak(items);
		expect(items[0].json).toEqual({ Phone: '0501234567', '***': { '***': ['***', 1] } });
	});

	it('a number that is the code is masked in a record', async () => {
		wire.answer(okWith([{ Name: 'A', Code: 'c1', Account: 48151623, Total: 4 }]));
		const { items } = await runNode({
			parameters: { resource: 'campaign', operation: 'getAll', returnAll: true },
			credential: { accountCode: '48151623' },
		});
		expect(items[0].json).toEqual({ Name: 'A', Code: 'c1', Account: '***', Total: 4 });
	});

	it('an entry of a picker is masked, and missing if its value would be stored', async () => {
		wire.answer(
			okWith([
				{ Name: `For ${encoded[2]}`, StatusName: 'Enabled', Code: 'c1' },
				{ Name: 'B', StatusName: 'Enabled', Code: `x${encoded[0]}` },
			]),
		);
		expect((await search('searchCampaigns')).results).toEqual([
			{ name: 'For *** (Enabled)', value: 'c1' },
		]);
	});

	it('a value in a wrong field is masked in the error and the dry run', async () => {
		const options = { dryRun: true };
		const priority = { priority: `=${accountCode}` };
		const first = await runNode({ parameters: { ...add, additionalFields: priority } });
		expect(first.error).toBeDefined();
		expectNoLeak([first.error?.message, first.error?.description]);
		const campaign = byId(accountCode);
		const { items } = await runNode({ parameters: { ...add, campaign, options } });
		expectNoLeak(items);
	});
});

describe('a campaign whose code begins with the account code', () => {
	const credential = { accountCode: 'abcd1234' };
	const campaign = byId('abcd1234-01');

	it('stays usable for the next node', async () => {
		wire.answer(ok, { times: 2 });
		const { items } = await runNode({ parameters: { ...add, campaign }, credential });
		expect(items[0].json.campaign).toBe('abcd1234-01');
		const parameters = { resource: 'campaign', operation: 'stop', campaign };
		const stopped = await runNode({ parameters, credential });
		expect(stopped.items[0].json.campaign).toBe('abcd1234-01');
		expect(wire.requests.map(({ body }) => body)).toMatchObject([
			{ Campaign: 'abcd1234-01' },
			{ Campaign: 'abcd1234-01' },
		]);
	});

	it('stays usable where the service echoes both', async () => {
		wire.answer({ body: { ErrorCode: 0, Description: 'Done: ABCD1234' } });
		const parameters = { resource: 'campaign', operation: 'stop', campaign };
		const { items } = await runNode({ parameters, credential });
		expect(items[0].json).toMatchObject({ campaign: 'abcd1234-01', description: 'Done: ***' });
	});
});

describe('a code of three characters', () => {
	it('is refused before anything is sent', async () => {
		const credential = { accountCode: 'a1b' };
		for (const parameters of [add, { resource: 'campaign', operation: 'getAll' }]) {
			const { error } = await runNode({ parameters, credential });
			expect(error?.message).toMatch(/Account Code .* fewer than 4 characters/);
		}
		await expect(search('searchCampaigns', { credential })).rejects.toThrow(/fewer than 4/);
		const { status, message } = await testCredential(credential);
		expect([status, message]).toEqual(['Error', expect.stringMatching(/fewer than 4/)]);
		expect(wire.requests).toEqual([]);
	});
});

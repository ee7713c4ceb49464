import type { INodeParameters } from 'n8n-workflow';
import { everythingIn, onErrorModes } from '../../harness/execution';
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

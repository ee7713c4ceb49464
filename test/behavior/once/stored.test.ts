import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import { KeyDatabase } from '../../harness/KeyDatabase';
import { leadParameters, leadsFrom, statusesOf } from '../../harness/addCalls';
import { retry } from '../../harness/graph';
import { byId, runNode, type NodeSetup } from '../../harness/runNode';
import { no, ok, okWith, Wire } from '../../harness/wire';
import { accountCode } from '../../harness/workflow';

const wire = new Wire();
const database = new KeyDatabase();

const other = { accountCode: 'another code' };
const queue = { method: 'GetCampaignPendingCalls', isOptional: true };

describe('the ledger of an execution', () => {
	const literal = '0501234567';
	const setup: NodeSetup = {
		parameters: {
			resource: 'call',
			operation: 'add',
			campaign: byId('c1'),
			target: literal,
			additionalFields: { customerName: `={{ "Dana ${literal}" }}` },
			options: { maxRetries: 0, maxConcurrency: 1 },
		},
		items: [{ n: 1 }, { n: 2 }],
	};

	/** The first lead is accepted, the second one is not sent. */
	async function failedRun() {
		wire.answer(ok, { method: 'AddCall' });
		wire.answer({ status: 403 }, { method: 'AddCall' });
		const run = await runNode(setup);
		expect(run.error).toBeDefined();
		return run;
	}

	it('holds no literal of the parameters', async () => {
		const { run } = await failedRun();
		const ledger = JSON.stringify(run.data.executionData?.contextData);
		expect(ledger).toContain('voicenterDialerLedger');
		for (const secret of [literal, literal.slice(1), 'Dana', accountCode, 'customerName']) {
			expect(ledger).not.toContain(secret);
			expect(ledger).not.toContain(Buffer.from(secret).toString('base64').replace(/=/g, ''));
		}
	});

	it('is read again by Retry', async () => {
		const first = await failedRun();
		wire.answer(ok, { method: 'AddCall' });
		expect(statusesOf(await retry(first, setup))).toEqual(['added', 'added']);
		expect(wire.of('AddCall')).toHaveLength(3);
	});

	it('sends nothing again that was accepted, where the code was changed before Retry', async () => {
		const first = await failedRun();
		wire.answer(ok, { method: 'AddCall', isOptional: true, times: 2 });
		wire.answer(okWith({ Calls: [] }), queue);
		const node = { onError: 'continueRegularOutput' } as const;
		const second = await retry(first, { ...setup, node, credential: other });
		expect(statusesOf(second)).toEqual(['unknown', 'added']);
		expect(wire.of('AddCall')).toHaveLength(3);
	});

	it('is read again with the previous account code', async () => {
		const first = await failedRun();
		wire.answer(ok, { method: 'AddCall' });
		const credential = { ...other, previousAccountCode: accountCode };
		expect(statusesOf(await retry(first, { ...setup, credential }))).toEqual(['added', 'added']);
	});

	it('is read again after a Retry without the credential', async () => {
		const first = await failedRun();
		const second = await retry(first, { ...setup, hasNoCredential: true });
		expect(second.error).toBeDefined();
		wire.answer(ok, { method: 'AddCall' });
		expect(statusesOf(await retry(second, setup))).toEqual(['added', 'added']);
		expect(wire.of('AddCall')).toHaveLength(3);
	});
});

describe('idempotency keys in n8n’s database', () => {
	const [lead] = leadsFrom(['lead 0501234567']);
	const options: INodeParameters = { idempotencyKey: '={{ $json.id }}', maxRetries: 0 };
	const send = async (credential: NodeSetup['credential'], staticData: IDataObject = {}) =>
		await runNode({
			parameters: leadParameters('addMany', options),
			items: [lead],
			node: { onError: 'continueRegularOutput' },
			credential,
			staticData,
		});

	it('are found by nobody who guesses them', async () => {
		wire.answer(ok);
		await send({});
		const stored = database.table.hashes ?? [];
		expect(stored).toHaveLength(2);
		const guesses = ['open ', 'sent ', ''].map((mark) => `${mark}${lead.id}`);
		for (const guess of guesses) {
			expect(stored).not.toContain(createHash('md5').update(guess).digest('base64'));
		}
	});

	it('are known under the same code, with blanks around it as well', async () => {
		wire.answer(ok);
		const staticData = {};
		expect(statusesOf(await send({}, staticData))).toEqual(['added']);
		const credential = { accountCode: ` ${accountCode}\n` };
		expect(statusesOf(await send(credential, staticData))).toEqual(['skipped']);
		expect(JSON.stringify(staticData).length).toBeLessThan(100);
	});

	it('stop the node where the code was changed, until the previous one is given', async () => {
		wire.answer(ok);
		const staticData = {};
		await send({}, staticData);
		const [{ json }] = (await send(other, staticData)).items;
		expect([json.status, json.error]).toEqual([
			'rejected',
			expect.stringMatching(/not the one with which this node stored its idempotency keys/),
		]);
		expect(json.description).toMatch(/Previous Account Code/);
		const credential = { ...other, previousAccountCode: accountCode };
		expect(statusesOf(await send(credential, staticData))).toEqual(['skipped']);
		expect(wire.requests).toHaveLength(1);
		expect(wire.requests[0].body).toMatchObject([{ Code: accountCode }]);
	});

	it('do not concern a node without keys', async () => {
		const staticData = {};
		wire.answer(no(1), { times: 2 });
		await send({}, staticData);
		const without = { parameters: leadParameters('addMany', {}), items: [lead], staticData };
		const { error } = await runNode({ ...without, credential: other });
		expect(error?.message).toMatch(/campaign code/);
	});
});

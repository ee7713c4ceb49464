import type { INodeParameters } from 'n8n-workflow';
import type { FaultRule } from '../../../simulator';
import { KeyDatabase } from '../../harness/KeyDatabase';
import { ids, leadsFrom, sendLeads, statusesOf } from '../../harness/addCalls';
import { countOfHint } from '../../harness/execution';
import type { NodeRun } from '../../harness/runNode';
import { Service } from '../../harness/service';

const service = new Service();
const database = new KeyDatabase();
const method = 'AddCallsBulk';

const send = async (
	leads: readonly object[],
	options: INodeParameters = {},
	onError?: 'continueRegularOutput',
): Promise<NodeRun> =>
	await sendLeads(
		'addMany',
		leads,
		{ idempotencyKey: '={{ $json.id }}', maxRetries: 0, maxConcurrency: 1, ...options },
		{ credential: service.credential, node: { onError } },
	);

/** n8n is killed during the first request. The output of that execution is lost. */
async function dieWhileSending(leads: readonly object[], faults: FaultRule[] = []): Promise<void> {
	const before = service.requestsOf(method).length;
	service.simulator.setFaults(faults);
	service.simulator.options.latencyMs = 40;
	const lost = send(leads, {}, 'continueRegularOutput');
	while (service.requestsOf(method).length === before) {
		await new Promise((resolve) => setTimeout(resolve, 2));
	}
	database.crash();
	await lost;
	service.simulator.options.latencyMs = 0;
	service.simulator.setFaults([]);
}

const taken = (count: number) => ids(count).map((id) => service.timesTaken(id));

it('sends a key once across all executions', async () => {
	const leads = leadsFrom(ids(4));
	expect(statusesOf(await send(leads.slice(0, 3)))).toEqual(['added', 'added', 'added']);
	const run = await send(leads, { batchSize: 2 });
	expect(statusesOf(run)).toEqual(['skipped', 'skipped', 'skipped', 'added']);
	expect(run.items[0].json.description).toMatch(/key/i);
	expect(run.items[0].json.reason).toBe('keyKnown');
	expect(countOfHint(run, 'skipped')).toBe(3);
	expect(taken(4)).toEqual([1, 1, 1, 1]);
});

it('sends a key once if two executions run at the same time', async () => {
	const leads = leadsFrom(ids(6));
	service.simulator.options.latencyMs = 20;
	await Promise.all(
		[2, 3].map(async (batchSize) => await send(leads, { batchSize }, 'continueRegularOutput')),
	);
	service.simulator.options.latencyMs = 0;
	expect(taken(6)).toEqual([1, 1, 1, 1, 1, 1]);
});

it('takes keys for several requests in one write, if writes are slow', async () => {
	const count = 40;
	const leads = leadsFrom(ids(count));
	const before = database.table.rewrites;
	database.table.delayMs = 20;
	expect(statusesOf(await send(leads, { batchSize: 2 }))).toEqual(Array(count).fill('added'));
	expect(database.table.rewrites - before).toBeLessThan(count / 2);
	expect(statusesOf(await send(leads, { batchSize: 2 }))).toEqual(Array(count).fill('skipped'));
	database.table.delayMs = 0;
	expect(taken(count)).toEqual(Array(count).fill(1));
	const sizes = service.requestsOf(method).map(({ parameters }) => (parameters as object[]).length);
	expect(Math.max(...sizes)).toBe(2);
	expect(service.simulator.stats().maxInFlight).toBe(1);
});

it('releases the keys of requests that it no longer sends', async () => {
	const leads = leadsFrom(ids(10));
	service.simulator.setFaults([{ fault: { kind: 'errorCode', errorCode: 2 } }]);
	const failed = await send(leads, { batchSize: 2 }, 'continueRegularOutput');
	expect(statusesOf(failed)).toEqual(Array(10).fill('rejected'));
	service.simulator.setFaults([]);
	expect(statusesOf(await send(leads, { batchSize: 2 }))).toEqual(Array(10).fill('added'));
	expect(taken(10)).toEqual(Array(10).fill(1));
});

it('sends a key once within an execution', async () => {
	const [lead, other] = leadsFrom(ids(2));
	const run = await send([lead, { ...other, id: lead.id }, other], { batchSize: 1 });
	expect(statusesOf(run)).toEqual(['added', 'skipped', 'added']);
	expect(run.items[1].json.reason).toBe('keyRepeated');
});

it('rejects a lead whose key is empty, and sends the others', async () => {
	const leads = leadsFrom(ids(2));
	const run = await send(leads, { idempotencyKey: '={{ $json.id === "lead 0" ? "" : $json.id }}' });
	expect(statusesOf(run)).toEqual(['rejected', 'added']);
	expect(run.items[0].json.description).toMatch(/Idempotency Key/);
});

it('treats a blank key as empty, and ignores spaces around a key', async () => {
	const leads = leadsFrom(ids(2));
	const blank = await send(leads, {
		idempotencyKey: '={{ $json.id === "lead 0" ? "  " : $json.id }}',
	});
	expect(statusesOf(blank)).toEqual(['rejected', 'added']);
	const padded = await send(leads, { idempotencyKey: '={{ $json.id + " " }}' });
	expect(statusesOf(padded)).toEqual(['added', 'skipped']);
});

it('sends the key as a custom variable, unless another one has its value', async () => {
	const leads = leadsFrom(ids(1));
	await send(leads);
	await send(leads, { idempotencyKey: '={{ "crm " + $json.id }}' });
	const sent = service.requestsOf(method).flatMap(({ parameters }) => parameters as object[]);
	expect(sent).toMatchObject([
		{ CustomData: { var_id: 'lead 0' } },
		{ CustomData: { var_id: 'lead 0', var_idempotency_key: 'crm lead 0' } },
	]);
	expect(JSON.stringify(sent[0])).not.toContain('idempotency');
});

it('reports “rejected” again after a rejection, HTTP 403 and Retry', async () => {
	service.simulator.setFaults([
		{ method, fault: { kind: 'httpStatus', status: 403 }, after: 1, times: 2 },
	]);
	const [refused, other] = leadsFrom(ids(2));
	const leads = [{ ...refused, phone: 'x0521111111' }, other];
	const run = await sendLeads(
		'addMany',
		leads,
		{ idempotencyKey: '={{ $json.id }}', batchSize: 1, maxRetries: 0, maxConcurrency: 1 },
		{
			node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
			credential: service.credential,
		},
	);
	expect(statusesOf(run)).toEqual(['rejected', 'added']);
});

it('reports leads as added whose execution was killed before the answer', async () => {
	const leads = leadsFrom(ids(2));
	await dieWhileSending(leads);
	expect(statusesOf(await send(leads))).toEqual(['added', 'added']);
	expect(taken(2)).toEqual([1, 1]);
	expect(statusesOf(await send(leads))).toEqual(['skipped', 'skipped']);
});

it('reports leads as unknown whose execution was killed, and which are not in the queue', async () => {
	const leads = leadsFrom(ids(2));
	await dieWhileSending(leads, [{ method, fault: { kind: 'resetBefore' } }]);
	const run = await send(leads, {}, 'continueRegularOutput');
	expect(statusesOf(run)).toEqual(['unknown', 'unknown']);
	expect(run.items[0].json.description).toMatch(/Look for it/);
	expect(taken(2)).toEqual([1, 1]);
	for (let round = 0; round < 2; round++) await send(leads, {}, 'continueRegularOutput');
	expect(taken(2)).toEqual([1, 1]);
});

it('does not skip a lead silently if n8n was killed twice', async () => {
	const leads = leadsFrom(ids(1));
	await dieWhileSending(leads, [{ method, fault: { kind: 'resetBefore' } }]);
	service.simulator.options.latencyMs = 40;
	const lost = send(leads, {}, 'continueRegularOutput');
	const reads = () => service.requestsOf('GetCampaignPendingCalls').length;
	const before = reads();
	while (reads() === before) await new Promise((resolve) => setTimeout(resolve, 2));
	database.crash();
	await lost;
	service.simulator.options.latencyMs = 0;
	expect(statusesOf(await send(leads, {}, 'continueRegularOutput'))).toEqual(['unknown']);
	expect(taken(1)).toEqual([1]);
});

it.each([
	['HTTP 503', { kind: 'httpStatus', status: 503 } as const],
	['HTTP 403', { kind: 'httpStatus', status: 403 } as const],
	['a wrong campaign', { kind: 'errorCode', errorCode: 1 } as const],
])('releases the keys after %s', async (_what, fault) => {
	const leads = leadsFrom(ids(3));
	service.simulator.setFaults([{ method, fault }]);
	expect((await send(leads, { batchSize: 1 })).error).toBeDefined();
	service.simulator.setFaults([]);
	expect(statusesOf(await send(leads, { batchSize: 1 }))).toEqual(['added', 'added', 'added']);
	expect(taken(3)).toEqual([1, 1, 1]);
});

it('sends nothing if the keys cannot be stored, and says so', async () => {
	const leads = leadsFrom(ids(2));
	database.table.isDown = true;
	const { error } = await send(leads);
	expect(error?.message).toMatch(/idempotency key/i);
	expect(service.requestsOf(method)).toEqual([]);
	database.table.isDown = false;
	expect(statusesOf(await send(leads))).toEqual(['added', 'added']);
});

it('does not resend a key in Retry On Fail', async () => {
	service.simulator.setFaults([{ method, fault: { kind: 'resetBefore' }, after: 1, times: 1 }]);
	const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
	const leads = leadsFrom(ids(3));
	const options = { idempotencyKey: '={{ $json.id }}', batchSize: 1, maxConcurrency: 1 };
	await sendLeads('addMany', leads, options, { node, credential: service.credential });
	expect(taken(3)).toEqual([1, 1, 1]);
	const run = await send(leads, {}, 'continueRegularOutput');
	expect(statusesOf(run)[0]).toBe('skipped');
	expect(['unknown', 'skipped']).toContain(statusesOf(run)[1]);
	expect(taken(3)).toEqual([1, 1, 1]);
});

it('reports a rejected lead as rejected again in Retry On Fail', async () => {
	service.simulator.setFaults([
		{ method, fault: { kind: 'httpStatus', status: 503 }, after: 1, times: 1 },
	]);
	const [refused, ...others] = leadsFrom(ids(3));
	const leads = [{ ...refused, phone: 'x0521111111' }, ...others];
	const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
	const options = { idempotencyKey: '={{ $json.id }}', batchSize: 1, maxRetries: 0 };
	const credential = service.credential;
	const run = await sendLeads(
		'addMany',
		leads,
		{ ...options, maxConcurrency: 1 },
		{ node, credential },
	);
	expect(statusesOf(run)).toEqual(['rejected', 'added', 'added']);
	expect(statusesOf(await send(leads))).toEqual(['skipped', 'skipped', 'skipped']);
	expect(leads.map(({ id }) => service.countOf(id))).toEqual([0, 1, 1]);
	expect(leads.map(({ id }) => service.sendsOf(id))).toEqual([2, 1, 1]);
});

it('sends the last keys of a short history once, even without a single answer', async () => {
	const leads = leadsFrom(ids(250));
	const history = 100;
	service.simulator.setFaults([{ method, fault: { kind: 'httpStatus', status: 500 } }]);
	const options = { idempotencyHistory: history, batchSize: 10 };
	for (let run = 0; run < 4; run++) await send(leads, options, 'continueRegularOutput');
	const sends = leads.slice(-history).map(({ id }) => service.departuresOf(id));
	expect(sends).toEqual(Array(history).fill(1));
});

describe('skipPending', () => {
	const waiting = '0521111111';

	it.each([
		'0521111111',
		'972521111111',
		'+972 52-111-1111',
		'00972521111111',
		'+972 (0)52 111 1111',
	])('recognizes the waiting number as %s', async (phone) => {
		const leads = [phone, '0521111112'].map((number, index) => ({
			...leadsFrom([`lead ${index}`])[0],
			phone: number,
		}));
		const run = await sendLeads(
			'addMany',
			leads,
			{ skipPending: true },
			{ credential: service.credential },
		);
		expect(statusesOf(run)).toEqual(['skipped', 'added']);
		expect(service.requestsOf('GetCampaignPendingCalls')).toHaveLength(1);
	});

	it('reads each campaign once, and compares leads only with their own campaign', async () => {
		const leads = ['c1', 'c2', 'c1', 'c3', 'c2'].map((campaign, index) => ({
			...leadsFrom([`lead ${index}`], campaign)[0],
			phone: index < 2 ? waiting : `05211111${20 + index}`,
		}));
		const options = { skipPending: true, batchSize: 1 };
		const run = await sendLeads('addMany', leads, options, { credential: service.credential });
		expect(statusesOf(run)).toEqual(['skipped', 'added', 'added', 'added', 'added']);
		expect(service.requestsOf('GetCampaignPendingCalls')).toHaveLength(3);
	});
});

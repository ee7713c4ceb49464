import { pathOf } from '../../../nodes/VoicenterDialer/api/methods';
import { type Fault, type FaultRule } from '../../../simulator';
import { Code, useSimulator } from './client';

const world = useSimulator();

const lead = { Code, Campaign: 'agents', Target: '0501234567' };
const ok = { ErrorCode: 0, Description: 'OK' };
const add = async (fields: object = {}) =>
	await world.client.json('AddCall', { ...lead, ...fields });
const always = (fault: Fault, rule: Partial<FaultRule> = {}) =>
	world.simulator.setFaults([{ ...rule, fault }]);
const accepted = () => world.simulator.stats().leadsAccepted;

it.each([403, 404, 429, 500, 502, 503, 504])('httpStatus %i', async (status) => {
	always({ kind: 'httpStatus', status });
	expect(await add()).toMatchObject({ status, text: `HTTP ${status}` });
	expect(accepted()).toBe(0);
	always({ kind: 'httpStatus', status, processed: true, body: '{}' });
	expect(await add()).toMatchObject({ status, text: '{}' });
	expect(accepted()).toBe(1);
	expect(world.simulator.requests[1].fault).toMatchObject({ kind: 'httpStatus', status });
});

it('httpStatus sends its headers', async () => {
	always({ kind: 'httpStatus', status: 429, headers: { 'retry-after': '7' } });
	const response = await fetch(world.simulator.url + pathOf('AddCall'));
	expect(response.headers.get('retry-after')).toBe('7');
});

it('errorCode, as a number and as text', async () => {
	always({ kind: 'errorCode', errorCode: '1', description: 'Invalid' });
	expect((await add()).body).toEqual({ ErrorCode: '1', Description: 'Invalid' });
	always({ kind: 'errorCode', errorCode: 99, processed: true });
	expect((await add()).body).toMatchObject({ ErrorCode: 99 });
	expect(accepted()).toBe(1);
});

it('html and empty, processed by default', async () => {
	always({ kind: 'html' });
	expect(await add()).toMatchObject({ status: 200, text: expect.stringContaining('<html>') });
	always({ kind: 'html', status: 502, processed: false });
	expect(await add()).toMatchObject({ status: 502, body: undefined });
	always({ kind: 'empty' });
	expect(await add()).toMatchObject({ status: 200, text: '' });
	expect(accepted()).toBe(2);
});

it('cut, noErrorCode and repeatAnswer corrupt the correct answer', async () => {
	const text = JSON.stringify(ok);
	always({ kind: 'cut' });
	const cut = await add();
	expect(cut.body).toBeUndefined();
	expect(text.startsWith(cut.text) && cut.text.length > 0).toBe(true);
	always({ kind: 'noErrorCode' });
	expect((await add()).body).toEqual({ Description: 'OK' });
	always({ kind: 'repeatAnswer' });
	expect((await add()).text).toBe(text + text);
	expect(accepted()).toBe(3);
});

it.each([
	['cutConnection', 1],
	['answerLost', 1],
	['resetBefore', 0],
] as const)('%s breaks the connection', async (kind, leads) => {
	always({ kind });
	await expect(add()).rejects.toThrow();
	expect(accepted()).toBe(leads);
	expect(world.simulator.requests[0].answeredAt).toBeDefined();
	world.simulator.setFaults([]);
	expect((await add()).body).toEqual(ok);
});

it.each([
	['late', 200, 1],
	['lateUnprocessed', 504, 0],
] as const)('%s delays the answer', async (kind, status, leads) => {
	always({ kind, ms: 120 });
	const startedAt = performance.now();
	const answer = add();
	await new Promise((resolve) => setTimeout(resolve, 60));
	expect(accepted()).toBe(leads);
	expect((await answer).status).toBe(status);
	expect(performance.now() - startedAt).toBeGreaterThanOrEqual(115);
});

it('echoCode reveals the account code', async () => {
	always({ kind: 'echoCode' });
	expect((await add()).text).toContain(Code);
	always({ kind: 'echoCode', errorCode: 1, status: 500 });
	const bulk = await world.client.json('AddCallsBulk', [lead]);
	expect(bulk).toMatchObject({ status: 500, body: { ErrorCode: 1 } });
	expect(bulk.text).toContain(Code);
	expect(accepted()).toBe(0);
});

const targets = ['0500000001', '0500000002', '0500000003'];

it.each([
	['reverse', [...targets].reverse()],
	['drop', targets.slice(0, 2)],
	['extra', [...targets, '972500000000']],
	['duplicateTarget', targets.map(() => targets[0])],
	['omit', undefined],
	['wrongTarget', ['972500000000', ...targets.slice(1)]],
] as const)('addResult: %s', async (change, expected) => {
	always({ kind: 'addResult', change });
	const leads = targets.map((Target) => ({ ...lead, Target }));
	const { body } = await world.client.json('AddCallsBulk', leads);
	const results = body?.AddResult as Array<{ Target: string }> | undefined;
	expect(results?.map(({ Target }) => Target)).toEqual(expected);
	expect(body).toMatchObject(ok);
	expect(accepted()).toBe(3);
});

it('a rule starts after the configured requests, and ends after its number of times', async () => {
	always({ kind: 'errorCode', errorCode: 3 }, { after: 1, times: 2 });
	const codes = [];
	for (let turn = 0; turn < 5; turn++) codes.push((await add()).body?.ErrorCode);
	expect(codes).toEqual([0, 3, 3, 0, 0]);
	expect(world.simulator.stats().faultsApplied).toBe(2);
});

it('a rule keeps to its method, campaign and target; the first that matches counts', async () => {
	const fault = (errorCode: number): Fault => ({ kind: 'errorCode', errorCode });
	world.simulator.setFaults([
		{ method: 'StopCampaign', fault: fault(11) },
		{ campaign: 'ivr', fault: fault(12) },
		{ target: '972501234567', times: 1, fault: fault(13) },
		{ target: '0501234567', times: 1, fault: fault(14) },
	]);
	const code = async (fields: object) => (await add(fields)).body?.ErrorCode;
	expect(
		(await world.client.query('StopCampaign', { Code, Campaign: 'agents' })).body?.ErrorCode,
	).toBe(11);
	expect(await code({ Campaign: 'ivr' })).toBe(12);
	expect(await code({})).toBe(13);
	const bulk = await world.client.json('AddCallsBulk', [{ ...lead, Target: '0500000001' }, lead]);
	expect(bulk.body?.ErrorCode).toBe(14);
	expect(await code({})).toBe(0);
});

it('the monitor can fail too', async () => {
	always({ kind: 'httpStatus', status: 500 }, { method: 'GetExtensions' });
	const body = JSON.stringify({ code: Code, showAll: 1 });
	const reply = await world.client.post('/Comet/api/GetExtensions', 'application/json', body);
	expect(reply.status).toBe(500);
	expect((await add()).body).toEqual(ok);
});

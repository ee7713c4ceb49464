import { setTimeout as sleep } from 'node:timers/promises';
import { agentLeg, asForm, customerLeg, olderPopUp, popUp } from '../harness/callPayloads';
import { TriggerUnderTest } from '../harness/callTrigger';

const taken = { status: 200, body: { Err: 0, Errdesc: 'OK' } };
const shown = { status: 200, body: { STATUS: 'OK' } };
const json = (record: object) => ({ body: JSON.stringify(record) });
const lastNode = { events: ['ringing', 'callEnded'], options: { respond: 'lastNode' } };

/** Each request's time limit runs on. */
afterAll(async () => await sleep(2700));

it('accepts an ended call as JSON, in a list, and as a form', async () => {
	const trigger = new TriggerUnderTest();
	const bodies = ['a', 'b', 'c'].map((id) => ({ ...customerLeg, ivruniqueid: id }));
	expect(await trigger.deliver(json(bodies[0]))).toMatchObject(taken);
	expect(await trigger.deliver(json([bodies[1]]))).toMatchObject(taken);
	const form = new URLSearchParams(asForm(bodies[2])).toString();
	expect(await trigger.deliver({ body: form })).toMatchObject(taken);
	expect(trigger.started.map(({ callId }) => callId)).toEqual(['a', 'b', 'c']);
});

it('accepts pop-ups, and lets the browser read the response (CORS)', async () => {
	const trigger = new TriggerUnderTest({ events: ['ringing', 'answered'] });
	const { headers, ...reply } = await trigger.deliver(json(popUp));
	expect(reply).toEqual(shown);
	expect(headers).toMatchObject({
		'access-control-allow-origin': 'chrome-extension://ifiaikfdhcagbagdeflffjdammidpbio',
		'access-control-allow-headers': 'Content-Type',
	});
	expect(await trigger.deliver({ method: 'GET', query: olderPopUp })).toMatchObject(shown);
	expect(trigger.started.map(({ event }) => event)).toEqual(['ringing', 'ringing']);
});

it('returns the raw record when Simplify is off', async () => {
	const trigger = new TriggerUnderTest({ simplify: false });
	await trigger.deliver({ body: new URLSearchParams(asForm(customerLeg)).toString() });
	expect(trigger.started).toEqual([asForm(customerLeg)]);
});

it('responds to events that start no execution', async () => {
	const trigger = new TriggerUnderTest();
	expect(await trigger.deliver(json(popUp))).toMatchObject(shown);
	expect(await trigger.deliver(json({ ...popUp, status: 'Hold' }))).toMatchObject(shown);
	const other = { ...customerLeg, type: 'Extension Outgoing' };
	expect(await trigger.deliver(json(other))).toMatchObject(taken);
	expect(trigger.started).toEqual([]);
});

it.each([
	{ body: '{"ivruniqueid":' },
	{ body: '{"hello":"world"}' },
	{ body: '' },
	{ method: 'GET' as const },
	{ bodyError: new Error('request entity too large') },
])('responds to the unreadable body %j', async (delivery) => {
	const trigger = new TriggerUnderTest();
	expect(await trigger.deliver(delivery)).toMatchObject({
		status: 200,
		body: { Err: 1, Errdesc: expect.stringMatching(/\w/) },
	});
	expect(trigger.started).toEqual([]);
});

describe('repeated deliveries', () => {
	it('start one execution for each leg', async () => {
		const trigger = new TriggerUnderTest();
		const replies = await Promise.all(
			Array.from({ length: 20 }, async () => await trigger.deliver(json(customerLeg))),
		);
		for (const reply of replies) expect(reply).toMatchObject(taken);
		await trigger.deliver(json(agentLeg));
		expect(trigger.started.map(({ leg }) => leg)).toEqual(['customer', 'agent']);
	});

	it('differ from the next attempt to reach the same agent in the same call', async () => {
		const trigger = new TriggerUnderTest({ events: ['callEnded', 'ringing'] });
		const missed = { ...agentLeg, status: 'NOANSWER', isAnswer: 0 };
		const tries = [
			missed,
			{ ...missed, time: missed.time + 60 },
			{ ...agentLeg, time: missed.time + 120 },
			popUp,
			{ ...popUp, callStarted: popUp.callStarted + 60 },
		];
		for (const body of [...tries, ...tries]) await trigger.deliver(json(body));
		expect(trigger.started.map(({ status }) => status)).toEqual([
			'NOANSWER',
			'NOANSWER',
			'ANSWER',
			'Ringing',
			'Ringing',
		]);
	});

	it('start one execution each if configured, and in test runs', async () => {
		const trigger = new TriggerUnderTest({ options: { ignoreRepeated: false } });
		await trigger.deliver(json(customerLeg));
		await trigger.deliver(json(customerLeg));
		expect(trigger.started).toHaveLength(2);
		const tried = new TriggerUnderTest();
		await tried.deliver(json(customerLeg), { mode: 'manual' });
		await tried.deliver(json(customerLeg), { mode: 'manual' });
		await tried.deliver(json(customerLeg));
		expect(tried.started).toHaveLength(3);
	});

	it('start an execution that n8n could not start before', async () => {
		const trigger = new TriggerUnderTest();
		const failed = await trigger.deliver(json(customerLeg), { cannotStart: true });
		expect(failed).toMatchObject({ status: 500, body: { Err: 2 } });
		expect(await trigger.deliver(json(customerLeg))).toMatchObject(taken);
		expect(trigger.started).toHaveLength(1);
	});

	it('are another workflow’s own', async () => {
		for (const trigger of [new TriggerUnderTest(), new TriggerUnderTest()]) {
			await trigger.deliver(json(customerLeg));
			expect(trigger.started).toHaveLength(1);
		}
	});
});

describe('an answer by the last node', () => {
	const never = async () => await new Promise<never>(() => {});

	it('contains the output', async () => {
		const trigger = new TriggerUnderTest(lastNode);
		const run = async () => ({ URL: 'https://crm.example/1', TOTAL: 3, secret: 'x' });
		expect(await trigger.deliver(json(popUp), { run })).toMatchObject({
			status: 200,
			body: { STATUS: 'OK', URL: 'https://crm.example/1', TOTAL: 3 },
		});
	});

	it('is OK when the workflow fails', async () => {
		const run = async () => await Promise.reject(new Error('Nobody is known by that number'));
		const reply = await new TriggerUnderTest(lastNode).deliver(json(popUp), { run });
		expect(reply).toMatchObject(shown);
	});

	it('does not wait for a slow workflow, and ignores its late output', async () => {
		const trigger = new TriggerUnderTest(lastNode);
		let finish = (): void => {};
		const slow = new Promise<void>((resolve) => (finish = resolve));
		const run = async () => {
			await slow;
			return { URL: 'https://crm.example/late' };
		};
		expect(await trigger.deliver(json(popUp), { run })).toMatchObject(shown);
		finish();
		await new Promise((resolve) => setImmediate(resolve));
		expect(trigger.started).toHaveLength(1);
	});

	it('is not delayed for an ended call', async () => {
		const reply = await new TriggerUnderTest(lastNode).deliver(json(customerLeg), { run: never });
		expect(reply).toMatchObject(taken);
	});
});

describe('callers', () => {
	const secret = { secret: 'right one', sentIn: 'query', name: 'key' };
	const authentication = 'secret';

	it('need the secret in the URL, which is not passed on', async () => {
		const parameters = { authentication, simplify: false, events: ['ringing'] };
		const trigger = new TriggerUnderTest(parameters, secret);
		for (const key of [undefined, '', 'wrong', 'right one ']) {
			const query = { ...olderPopUp, ...(key !== undefined && { key }) };
			expect(await trigger.deliver({ method: 'GET', query })).toMatchObject({ status: 401 });
		}
		const query = { ...olderPopUp, key: 'right one' };
		expect(await trigger.deliver({ method: 'GET', query })).toMatchObject(shown);
		expect(trigger.started).toEqual([olderPopUp]);
	});

	it('cost one reading of the credential, however many there are', async () => {
		const trigger = new TriggerUnderTest({ authentication }, secret);
		for (const key of ['wrong', 'right one', 'wrong', 'right one']) {
			await trigger.deliver({ ...json(customerLeg), query: { key } });
		}
		expect(trigger.started).toHaveLength(1);
		expect(trigger.credentialReads).toBe(1);
	});

	it('need the secret in the header', async () => {
		const inHeader = { ...secret, sentIn: 'header', name: 'X-Key' };
		const trigger = new TriggerUnderTest({ authentication }, inHeader);
		const wrong = await trigger.deliver({ ...json(customerLeg), query: { 'X-Key': 'right one' } });
		expect(wrong.status).toBe(401);
		const headers = { 'x-key': 'right one' };
		expect(await trigger.deliver({ ...json(customerLeg), headers })).toMatchObject(taken);
		expect(trigger.started).toHaveLength(1);
	});

	it.each([undefined, { ...secret, secret: '' }])(
		'are rejected without a secret',
		async (saved) => {
			const trigger = new TriggerUnderTest({ authentication }, saved);
			const reply = await trigger.deliver({ ...json(customerLeg), query: { key: '' } });
			expect([401, 403]).toContain(reply.status);
			expect(trigger.started).toEqual([]);
		},
	);

	it('need an allowed address', async () => {
		const trigger = new TriggerUnderTest({ options: { ipAllowlist: '192.0.2.0/24' } });
		const from = async (ip?: string) =>
			(await trigger.deliver({ ...json(customerLeg), ip })).status;
		expect(await from('198.51.100.1')).toBe(403);
		expect(await from(undefined)).toBe(403);
		expect(await from('::ffff:192.0.2.9')).toBe(200);
		expect(trigger.started).toHaveLength(1);
	});

	it.each(['192.0.2.0/24, home', '={{ "" }}', '={{ [] }}', '={{ undefined }}', ',', ' '])(
		'are all rejected if the allowlist is unreadable: %s',
		async (ipAllowlist) => {
			const trigger = new TriggerUnderTest({ options: { ipAllowlist } });
			const { status } = await trigger.deliver({ ...json(customerLeg), ip: '192.0.2.9' });
			expect(status).toBe(403);
			expect(trigger.started).toEqual([]);
		},
	);
});

describe('at activation', () => {
	it.each([
		{ parameters: {} },
		{ parameters: { authentication: 'secret' }, secret: { secret: 'a secret of 16 ch' } },
		{ parameters: { options: { ipAllowlist: '192.0.2.1, 2001:db8::/32' } } },
		{ parameters: { options: { accountTimezone: 'Europe/London' } } },
	])('accepts %j', async ({ parameters, secret: saved }) => {
		await expect(new TriggerUnderTest(parameters, saved).activate()).resolves.toBeUndefined();
	});

	it.each([
		[{ options: { ipAllowlist: '192.0.2.1, home' } }, /Allowlist.*home/],
		[{ options: { accountTimezone: 'Jerusalem' } }, /Account Timezone.*Jerusalem.*Asia\/Jerusalem/],
		[{ events: [] }, /Trigger On/],
		[{ events: ['somethingElse'] }, /Trigger On/],
		[{ authentication: 'secret' }, /credential is gone/],
		[{ options: { ipAllowlist: '={{ "" }}' } }, /Allowlist.*empty/],
		[{ options: { ipAllowlist: ' , ' } }, /Allowlist.*empty/],
	])('says what is wrong with %j', async (parameters, text) => {
		await expect(new TriggerUnderTest(parameters).activate()).rejects.toThrow(text);
	});

	it('says that the secret is empty', async () => {
		const trigger = new TriggerUnderTest({ authentication: 'secret' }, { secret: '' });
		await expect(trigger.activate()).rejects.toThrow(/secret is empty/);
	});

	it('says that the secret is short', async () => {
		const trigger = new TriggerUnderTest(
			{ authentication: 'secret' },
			{ secret: 'fifteen letters' },
		);
		await expect(trigger.activate()).rejects.toThrow(/easy to guess.*16 characters/);
	});
});

it('responds, and starts no execution, if a field’s expression returns an unusable value', async () => {
	const trigger = new TriggerUnderTest({ options: { accountTimezone: '={{ "Nowhere" }}' } });
	expect(await trigger.deliver(json(customerLeg))).toMatchObject({ status: 200, body: { Err: 2 } });
	expect(trigger.started).toEqual([]);
});

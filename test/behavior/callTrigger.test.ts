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

it('starts once for a call of an agent dialer, for the customer’s leg', async () => {
	const trigger = new TriggerUnderTest();
	for (const body of [agentLeg, customerLeg]) await trigger.deliver(json(body));
	expect(trigger.started.map(({ leg }) => leg)).toEqual(['customer']);
});

it('starts for the calls in which a key was pressed', async () => {
	const trigger = new TriggerUnderTest({ options: { keyPressed: '={{ [9, "welcome:2"] }}' } });
	const layer = { layer_id: 5, layer_name: 'Welcome', layer_number: 1, dtmf_order: 1 };
	for (const [ivruniqueid, Dtmf] of Object.entries({ a: 2, b: 3, c: 9, d: '' })) {
		const form = asForm({ ...customerLeg, ivruniqueid, IVR: [{ ...layer, Dtmf }] });
		await trigger.deliver({ body: new URLSearchParams(form).toString() });
	}
	expect(trigger.started.map(({ callId }) => callId)).toEqual(['a', 'c']);
});

describe('repeated deliveries', () => {
	it('start one execution for each leg', async () => {
		const trigger = new TriggerUnderTest({ options: { leg: 'both' } });
		const replies = await Promise.all(
			Array.from({ length: 20 }, async () => await trigger.deliver(json(customerLeg))),
		);
		for (const reply of replies) expect(reply).toMatchObject(taken);
		await trigger.deliver(json(agentLeg));
		expect(trigger.started.map(({ leg }) => leg)).toEqual(['customer', 'agent']);
	});

	it('differ from the next attempt to reach the same agent in the same call', async () => {
		const parameters = { events: ['callEnded', 'ringing'], options: { leg: 'both' } };
		const trigger = new TriggerUnderTest(parameters);
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

	it('are no event that contradicts an earlier one: it starts, and says so', async () => {
		const trigger = new TriggerUnderTest({ options: { leg: 'both' } });
		const answered = { ...customerLeg, callerPhone: '' };
		const forged = [
			{ ...answered, status: 'NOANSWER', isAnswer: 0 },
			{ ...answered, duration: 0 },
			{ ...answered, time: customerLeg.time - 1 },
			{ ...answered, target: '972-50-1234567', seconds_waiting_in_queue: 99 },
			{ ...agentLeg, status: 'NOANSWER' },
		];
		for (const body of [...forged, answered, agentLeg, ...forged])
			await trigger.deliver(json(body));
		const ids = trigger.started.map(({ eventId }) => eventId);
		expect(trigger.started.map(({ conflictsWith }) => conflictsWith)).toEqual([
			undefined,
			ids[0],
			ids[0],
			ids[0],
			undefined,
			ids[0],
			ids[4],
		]);
		expect(trigger.started[5]).toMatchObject({ status: 'ANSWER', answered: true });
	});

	it('are no pop-up that names another person', async () => {
		const trigger = new TriggerUnderTest({ events: ['ringing'] });
		for (const phone of ['0509999999', popUp.phone, popUp.phone]) {
			await trigger.deliver(json({ ...popUp, phone }));
		}
		const [forged, genuine] = trigger.started;
		expect(trigger.started).toHaveLength(2);
		expect(forged).not.toHaveProperty('conflictsWith');
		expect(genuine).toMatchObject({ phone: popUp.phone, conflictsWith: forged.eventId });
	});

	it('cannot give themselves out as a contradiction, and the raw record is left as it came', async () => {
		const record = { ...customerLeg, conflictsWith: 'x' };
		const trigger = new TriggerUnderTest();
		await trigger.deliver(json(record));
		expect(trigger.started[0]).not.toHaveProperty('conflictsWith');
		const raw = new TriggerUnderTest({ simplify: false });
		const other = { ...customerLeg, status: 'BUSY' };
		for (const body of [customerLeg, other]) await raw.deliver(json(body));
		expect(raw.started).toEqual([customerLeg, other]);
	});

	it('are recognized after ten thousand forged events', async () => {
		const trigger = new TriggerUnderTest({ events: ['callEnded', 'ringing'] });
		await trigger.deliver(json(customerLeg));
		for (let forged = 0; forged < 10_000; forged++) {
			await trigger.deliver(json({ ...customerLeg, ivruniqueid: `forged${forged}` }));
		}
		trigger.started.length = 0;
		expect(await trigger.deliver(json(customerLeg))).toMatchObject(taken);
		expect(trigger.started).toEqual([]);
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

	it('send ended calls only with their own secret, where pop-ups have another', async () => {
		const both = { ...secret, popUpSecret: 'pop-ups’ own' };
		const parameters = { authentication, events: ['callEnded', 'ringing'] };
		const trigger = new TriggerUnderTest(parameters, both);
		const send = async (record: object, key?: string) => {
			const query: Record<string, string> = key === undefined ? {} : { key };
			return (await trigger.deliver({ ...json(record), query })).status;
		};
		const olderForged = async (key: string) => {
			const query = { ...olderPopUp, ivrid: key, key };
			return (await trigger.deliver({ method: 'GET', query })).status;
		};
		for (const wrong of [undefined, '', 'wrong']) {
			expect([await send(customerLeg, wrong), await send(popUp, wrong)]).toEqual([401, 401]);
		}
		expect(await send(customerLeg, 'pop-ups’ own')).toBe(401);
		expect(await send({ ...popUp, ...customerLeg, status: 'ANSWER' }, 'pop-ups’ own')).toBe(401);
		expect(await send(popUp, 'right one')).toBe(401);
		expect(await olderForged('right one')).toBe(401);
		expect(trigger.started).toEqual([]);
		expect(await send(customerLeg, 'right one')).toBe(200);
		expect(await send(popUp, 'pop-ups’ own')).toBe(200);
		expect(await olderForged('pop-ups’ own')).toBe(200);
		expect(trigger.started.map(({ event }) => event)).toEqual(['callEnded', 'ringing', 'ringing']);
	});

	it.each([undefined, { ...secret, secret: '' }, { ...secret, secret: '', popUpSecret: '' }])(
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
		[{ options: { keyPressed: '9, nine' } }, /Key Pressed.*nine.*Main menu:9/],
		[{ options: { ipAllowlist: '={{ "" }}' } }, /Allowlist.*empty/],
		[{ options: { ipAllowlist: ' , ' } }, /Allowlist.*empty/],
	])('says what is wrong with %j', async (parameters, text) => {
		await expect(new TriggerUnderTest(parameters).activate()).rejects.toThrow(text);
	});

	it('says that the secret is empty', async () => {
		const trigger = new TriggerUnderTest({ authentication: 'secret' }, { secret: '' });
		await expect(trigger.activate()).rejects.toThrow(/secret is empty/);
	});

	it.each([
		['fifteen letters', /pop-up secret is easy to guess.*16 characters/],
		['a secret of 16 ch', /pop-up secret is the same/],
	])('says what is wrong with the pop-up secret %s', async (popUpSecret, text) => {
		const saved = { secret: 'a secret of 16 ch', popUpSecret };
		const trigger = new TriggerUnderTest({ authentication: 'secret' }, saved);
		await expect(trigger.activate()).rejects.toThrow(text);
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

import assert from 'node:assert/strict';
import type { SavedCredential } from '../n8n/Editor';
import {
	failingNode,
	nothingNode,
	saveTrigger,
	setNode,
	trigger as triggerName,
	waitNode,
	webhookCredentialType,
	withTrigger,
	type OpenTrigger,
} from '../world/openTrigger';
import type { Specs, World } from '../world/World';

const secret = 'e2e webhook example 4711'.replaceAll(' ', '-');

let calls = 0;

/** The customer's leg of a call that an agent dialer made. */
const ended = (changes: object = {}) => ({
	caller: '0722776772',
	target: '0501234567',
	time: 1784120400,
	duration: 61,
	ivruniqueid: `20260715150000e2e${++calls}`,
	type: 'ProductiveCall Leg2',
	status: 'ANSWER',
	did: '0722776772',
	queueid: 17,
	queuename: 'מכירות',
	representative_name: 'דנה לוי',
	representative_code: '12345678',
	extenUser: 'SIPSIP',
	seconds_waiting_in_queue: 4,
	record: 'https://recordings.example/1.mp3',
	CustomData: { var_lead_id: '1017' },
	...changes,
});

const popUp = (changes: object = {}) => ({
	phone: '972501234567',
	ivrid: `20260715150000pop${++calls}`,
	extenUser: 'SIPSIP',
	did: '0722776772',
	status: 'Ringing',
	direction: 'Outgoing',
	callStarted: 1784120400,
	...changes,
});

const taken = { Err: 0, Errdesc: 'OK' };
const shown = { STATUS: 'OK' };

async function saveSecret({ editor }: World, data: object): Promise<SavedCredential> {
	const all = { secret, sentIn: 'query', name: 'secret', ...data };
	return await editor.saveCredential('Webhook secret', webhookCredentialType, all);
}

/** Sends all, so many at a time. */
async function sendAll(
	open: OpenTrigger,
	bodies: readonly object[],
	atATime: number,
): Promise<void> {
	const waiting = [...bodies];
	const sendNext = async (): Promise<void> => {
		for (let body = waiting.shift(); body; body = waiting.shift()) {
			assert.deepEqual((await open.sendJson(body)).body, taken);
		}
	};
	await Promise.all(Array.from({ length: atATime }, sendNext));
}

export const trigger: Specs = {
	'trigger: the URL is there while the workflow is active': async (world) => {
		const open = await saveTrigger(world);
		assert.equal((await open.sendJson(ended())).status, 404);
		await world.editor.activateWorkflow(open.workflow);
		assert.deepEqual((await open.sendJson(ended())).body, taken);
		await world.editor.deactivateWorkflow(open.workflow);
		assert.equal((await open.sendJson(ended())).status, 404);
		await open.executions(1);
	},

	'trigger: a call that ended, as JSON and as a form': async (world) => {
		await withTrigger(world, {}, async (open) => {
			const call = ended();
			const { status, body } = await open.sendJson(call);
			assert.deepEqual([status, body], [200, taken]);
			const { CustomData, ...others } = ended();
			const form = new URLSearchParams({
				...Object.fromEntries(Object.entries(others).map(([name, value]) => [name, `${value}`])),
				CustomData: JSON.stringify(CustomData),
			});
			assert.deepEqual((await open.send({ body: form })).body, taken);
			const [fromJson, fromForm] = await open.items(2);
			assert.deepEqual(fromJson, {
				event: 'callEnded',
				eventId: `${call.ivruniqueid}:callEnded:ProductiveCall Leg2:0501234567`,
				callId: call.ivruniqueid,
				leg: 'customer',
				phone: '972501234567',
				status: 'ANSWER',
				answered: true,
				durationSeconds: 61,
				waitSeconds: 4,
				startedAt: '2026-07-15T13:00:00+03:00',
				agent: { name: 'דנה לוי', code: '12345678' },
				queue: { id: 17, name: 'מכירות' },
				extension: 'SIPSIP',
				recordingUrl: 'https://recordings.example/1.mp3',
				customVariables: { lead_id: '1017' },
			});
			const { callId, eventId } = fromForm;
			assert.deepEqual(fromForm, { ...fromJson, callId, eventId });
		});
	},

	'trigger: pop-ups, as JSON and as the older GET': async (world) => {
		const parameters = { events: ['ringing', 'answered', 'hungUp'] };
		await withTrigger(world, { parameters }, async (open) => {
			for (const status of ['Ringing', 'Talking', 'Hangup']) {
				const { body, headers } = await open.sendJson(popUp({ status }), {
					origin: 'chrome-extension://ifiaikfdhcagbagdeflffjdammidpbio',
				});
				assert.deepEqual(body, shown);
				assert.equal(
					headers.get('access-control-allow-origin'),
					'chrome-extension://ifiaikfdhcagbagdeflffjdammidpbio',
				);
			}
			const query = new URLSearchParams({
				phone: '0501234567',
				ivrid: 'get1',
				extenUser: 'SIPSIP',
				did: '0722776772',
				statusCall: 'Ringing',
			});
			const { body } = await open.send({ method: 'GET' }, `${open.url}?${query}`);
			assert.deepEqual(body, shown);
			assert.deepEqual((await open.sendJson(ended())).body, taken);
			const items = await open.items(4);
			assert.deepEqual(
				items.map(({ event, phone, leg }) => [event, phone, leg]),
				['ringing', 'answered', 'hungUp', 'ringing'].map((event) => [
					event,
					'972501234567',
					'agent',
				]),
			);
		});
	},

	'trigger: a browser may ask before it sends': async (world) => {
		await withTrigger(world, {}, async (open) => {
			const { status, headers } = await open.send({
				method: 'OPTIONS',
				headers: {
					origin: 'chrome-extension://ifiaikfdhcagbagdeflffjdammidpbio',
					'access-control-request-method': 'POST',
					'access-control-request-headers': 'content-type',
				},
			});
			assert.equal(status, 204);
			assert.equal(
				headers.get('access-control-allow-origin'),
				'chrome-extension://ifiaikfdhcagbagdeflffjdammidpbio',
			);
			assert.match(headers.get('access-control-allow-methods') ?? '', /POST/);
			assert.match(headers.get('access-control-allow-headers') ?? '', /content-type/i);
		});
	},

	'trigger: Listen for test event takes one event, a repeated one too': async (world) => {
		const open = await saveTrigger(world);
		const call = ended();
		for (const round of [1, 2]) {
			await world.editor.listenForTestEvent(open.workflow, triggerName);
			const send = async (body: object) =>
				await open.send(
					{ body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
					open.testUrl,
				);
			assert.deepEqual((await send({ ...call, type: 'Extension Outgoing' })).body, taken);
			assert.deepEqual((await send(call)).body, taken);
			const [execution] = await open.executions(round);
			assert.equal(execution.jsonOf(triggerName)[0].callId, call.ivruniqueid);
		}
	},

	'trigger: an event delivered 20 times at once starts one execution': async (world) => {
		await withTrigger(world, {}, async (open) => {
			const call = ended();
			await sendAll(open, Array<object>(20).fill(call), 20);
			await sendAll(open, Array<object>(5).fill(call), 1);
			await open.executions(1);
		});
	},

	'trigger: both legs of a call start an execution': async (world) => {
		await withTrigger(world, {}, async (open) => {
			const customer = ended();
			await open.sendJson(customer);
			await open.sendJson({ ...customer, type: 'ProductiveCall Leg1', target: 'SIPSIP' });
			const items = await open.items(2);
			assert.deepEqual(items.map(({ leg }) => leg).sort(), ['agent', 'customer']);
			assert.equal(new Set(items.map(({ callId }) => callId)).size, 1);
		});
	},

	'trigger: 1,000 events, 20 at a time, start 1,000 executions': async (world) => {
		await withTrigger(world, {}, async (open) => {
			const startedAt = Date.now();
			await sendAll(
				open,
				Array.from({ length: 1000 }, () => ended()),
				20,
			);
			const answeredMs = Date.now() - startedAt;
			console.log(`          answered at ${Math.round(1e6 / answeredMs)} events a second`);
			await open.executions(1000);
		});
	},

	'trigger: what is filtered out is answered and starts nothing': async (world) => {
		const parameters = { options: { statuses: ['BUSY', 'NOANSWER'], queues: 'מכירות' } };
		await withTrigger(world, { parameters }, async (open) => {
			const wanted = ended({ status: 'BUSY' });
			for (const call of [
				ended(),
				ended({ status: 'BUSY', queuename: 'Service' }),
				ended({ status: 'BUSY', type: 'Extension Outgoing' }),
				ended({ status: 'NEWSTATUS' }),
				wanted,
			]) {
				assert.deepEqual((await open.sendJson(call)).body, taken);
			}
			assert.deepEqual((await open.sendJson(popUp())).body, shown);
			const [item] = await open.items(1);
			assert.equal(item.callId, wanted.ivruniqueid);
		});
	},

	'trigger: the last node answers a pop-up': async (world) => {
		const parameters = { events: ['ringing', 'callEnded'], options: { respond: 'lastNode' } };
		const screen = {
			URL: 'https://crm.example/1',
			CLIENTNAME: 'דנה',
			COMPANY: 'Nova',
			TOTAL: 3,
		};
		const setScreen = setNode({ ...screen, note: 'not for the screen' });
		await withTrigger(world, { parameters, nodes: [setScreen] }, async (open) => {
			const { status, body } = await open.sendJson(popUp());
			assert.deepEqual([status, body], [200, { ...shown, ...screen }]);
			assert.deepEqual((await open.sendJson(ended())).body, taken);
			await open.executions(2);
		});
	},

	'trigger: a workflow that fails, is slow, or gives nothing answers a pop-up all the same': async (
		world,
	) => {
		const parameters = { events: ['ringing', 'callEnded'], options: { respond: 'lastNode' } };
		const slowNode = waitNode(15);
		for (const node of [failingNode, slowNode, nothingNode]) {
			await withTrigger(world, { parameters, nodes: [node] }, async (open) => {
				const { status, body } = await open.sendJson(popUp());
				assert.deepEqual([status, body], [200, shown]);
				assert.deepEqual((await open.sendJson(ended())).body, taken);
				if (node === slowNode) {
					const { unfinished } = await world.editor.countExecutions(open.workflow.id);
					assert.equal(unfinished, 2, 'both were answered while their workflow runs');
				}
				await open.executions(2);
			});
		}
		assert.ok(!world.n8n.output().includes('ERR_HTTP_HEADERS_SENT'));
	},

	'trigger: what cannot be read is told so and starts nothing': async (world) => {
		await withTrigger(world, {}, async (open) => {
			for (const body of [
				'{"ivruniqueid":"1","type":',
				'',
				'[]',
				'null',
				'[{},{}]',
				'<html>',
				'{"hello":"world"}',
				'{"ivruniqueid":"1"}',
				'['.repeat(100_000),
				`{"ivruniqueid":"1","type":${'['.repeat(2000)}${']'.repeat(2000)}}`,
			]) {
				const answer = await open.sendJson(body);
				assert.equal(answer.status, 200, body.slice(0, 40));
				assert.equal((answer.body as { Err: number }).Err, 1, body.slice(0, 40));
			}
			const { body } = await open.send({ method: 'GET' });
			assert.equal((body as { Err: number }).Err, 1);
			const tooLarge = await open.sendJson(ended({ note: 'x'.repeat(17 * 1024 * 1024) }));
			assert.deepEqual([tooLarge.status, (tooLarge.body as { Err: number }).Err], [200, 1]);
			await open.executions(0);
		});
	},

	'trigger: n8n itself refuses broken JSON where the panel has not set binaryData': async (
		world,
	) => {
		await withTrigger(world, { parameters: { options: { leg: 'both' } } }, async (open) => {
			assert.equal((await open.sendJson('{"ivruniqueid":"1","type":')).status, 422);
			assert.deepEqual((await open.sendJson(ended())).body, taken);
			await open.executions(1);
		});
	},

	'trigger: a body of 10 MB': async (world) => {
		await withTrigger(world, {}, async (open) => {
			const transcript = [{ speaker: 'agent', text: 'שלום '.repeat(1_100_000) }];
			assert.deepEqual((await open.sendJson(ended({ aiData: { transcript } }))).body, taken);
			const [item] = await open.items(1);
			assert.deepEqual(item.ai, { transcript });
		});
	},

	'trigger: a hostile body harms nothing': async (world) => {
		const parameters = { simplify: false };
		await withTrigger(world, { parameters }, async (open) => {
			const { ivruniqueid } = ended();
			const expression = '={{ $env.HOME + 1 + 1 }}';
			const body = `{"ivruniqueid":"${ivruniqueid}","type":"ProductiveCall Leg2","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"caller":"${expression}","CustomData":{"var___proto__":{"polluted":1},"var_text":"${expression}"}}`;
			assert.deepEqual((await open.sendJson(body)).body, taken);
			const [item] = await open.items(1);
			assert.deepEqual(item, {
				ivruniqueid,
				type: 'ProductiveCall Leg2',
				caller: expression,
				CustomData: { var___proto__: { polluted: 1 }, var_text: expression },
			});
		});
	},

	'trigger: a secret in the URL or in a header': async (world) => {
		const inUrl = {
			parameters: { authentication: 'secret', simplify: false, events: ['ringing'] },
		};
		const query = new URLSearchParams({ phone: '0501234567', ivrid: 's1', statusCall: 'Ringing' });
		const credential = await saveSecret(world, {});
		await withTrigger(world, { ...inUrl, credential }, async (open) => {
			for (const wrong of [
				'',
				'?secret=',
				'?secret=wrong',
				`?secret=${secret}x`,
				`?name=${secret}`,
			]) {
				assert.equal((await open.send({ method: 'GET' }, open.url + wrong)).status, 401);
			}
			query.set('secret', secret);
			const { status } = await open.send({ method: 'GET' }, `${open.url}?${query}`);
			assert.equal(status, 200);
			const [execution] = await open.executions(1);
			assert.ok(!execution.stored.includes(secret));
			assert.equal(execution.jsonOf(triggerName)[0].ivrid, 's1');
		});
		const inHeader = await saveSecret(world, { sentIn: 'header', name: 'X-Voicenter-Secret' });
		const parameters = { authentication: 'secret' };
		await withTrigger(world, { parameters, credential: inHeader }, async (open) => {
			assert.equal((await open.sendJson(ended())).status, 401);
			const right = await open.sendJson(ended(), { 'x-voicenter-secret': secret });
			assert.equal(right.status, 200);
			const [execution] = await open.executions(1);
			assert.ok(!execution.stored.includes(secret));
		});
		assert.ok(!world.n8n.output().includes(secret), 'n8n wrote the secret to the terminal');
	},

	'trigger: an allowlist, behind a proxy': async (world) => {
		const parameters = { options: { ipAllowlist: '198.51.100.0/24, 2001:db8::/32' } };
		await withTrigger(world, { parameters }, async (open) => {
			const statusFrom = async (ip: string) =>
				(await open.sendJson(ended(), { 'x-forwarded-for': ip })).status;
			assert.equal((await open.sendJson(ended())).status, 403);
			assert.equal(await statusFrom('198.51.101.1'), 403);
			assert.equal(await statusFrom('2001:db9::1'), 403);
			assert.equal(await statusFrom('198.51.100.7, 203.0.113.1'), 403);
			assert.equal(await statusFrom('198.51.100.7'), 200);
			assert.equal(await statusFrom('::ffff:198.51.100.7'), 200);
			assert.equal(await statusFrom('2001:db8::1'), 200);
			await open.executions(3);
		});
	},

	'trigger: what cannot work is refused when the workflow is activated': async (world) => {
		const cases: ReadonlyArray<[Record<string, unknown>, RegExp]> = [
			[{ options: { ipAllowlist: '127.0.0.1, localhost' } }, /IP\(s\) Allowlist.*localhost/],
			[{ options: { accountTimezone: 'Jerusalem' } }, /Account Timezone.*Jerusalem/],
		];
		for (const [parameters, expected] of cases) {
			const open = await saveTrigger(world, { parameters });
			await assert.rejects(world.editor.activateWorkflow(open.workflow), expected);
			assert.equal((await open.sendJson(ended())).status, 404);
		}
	},

	'trigger: the test of a secret says whether it will do': async (world) => {
		const test = async (data: object) => {
			const all = { secret, sentIn: 'query', name: 'secret', ...data };
			const credential = await saveSecret(world, all);
			return await world.editor.testCredential(credential, webhookCredentialType, all);
		};
		const { status, message } = await test({});
		assert.equal(status, 'OK', message);
		assert.ok(!message.includes(secret));
		assert.equal((await test({ secret: 'short' })).status, 'Error');
		assert.equal((await test({ secret: `${secret}&a=b` })).status, 'Error');
		assert.equal((await test({ sentIn: 'header', name: 'X Secret' })).status, 'Error');
	},
};

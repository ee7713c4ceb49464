import assert from 'node:assert/strict';
import type { SavedCredential } from '../../n8n/EditorApi';
import {
	failingNode,
	nothingNode,
	saveTrigger,
	setNode,
	trigger as triggerName,
	waitNode,
	webhookCredentialType,
	withTrigger,
} from '../../world/openTrigger';
import type { Specs, World } from '../../world/openWorld';
import { ended, popUp, shown, taken } from './notifications';

/** Responses to the sender. For pop-ups, it is a browser. */
export const answers: Specs = {
	'trigger: answers a browser’s preflight request': async (world) => {
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

	'trigger: the last node responds to a pop-up': async (world) => {
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

	'trigger: a pop-up gets a response even if the workflow fails, is slow or returns nothing':
		async (world) => {
			const parameters = { events: ['ringing', 'callEnded'], options: { respond: 'lastNode' } };
			const slowNode = waitNode(15);
			for (const node of [failingNode, slowNode, nothingNode]) {
				await withTrigger(world, { parameters, nodes: [node] }, async (open) => {
					const { status, body } = await open.sendJson(popUp());
					assert.deepEqual([status, body], [200, shown]);
					assert.deepEqual((await open.sendJson(ended())).body, taken);
					if (node === slowNode) {
						const { unfinished } = await world.editor.countExecutions(open.workflow.id);
						assert.equal(unfinished, 2, 'both get a response while their workflow is running');
					}
					await open.executions(2);
				});
			}
			assert.ok(!world.n8n.output().includes('ERR_HTTP_HEADERS_SENT'));
		},
};

/** Invalid requests and settings. */
export const invalidInput: Specs = {
	'trigger: invalid requests get an error and start nothing': async (world) => {
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

	'trigger: without binaryData, n8n itself rejects invalid JSON': async (world) => {
		await withTrigger(world, { parameters: { options: { leg: 'both' } } }, async (open) => {
			assert.equal((await open.sendJson('{"ivruniqueid":"1","type":')).status, 422);
			assert.deepEqual((await open.sendJson(ended())).body, taken);
			await open.executions(1);
		});
	},

	'trigger: a malicious body does no harm': async (world) => {
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

	'trigger: invalid settings prevent the activation of the workflow': async (world) => {
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
};

const secret = 'e2e webhook example 4711'.replaceAll(' ', '-');

async function saveSecret({ editor }: World, data: object): Promise<SavedCredential> {
	const all = { secret, sentIn: 'query', name: 'secret', ...data };
	return await editor.saveCredential('Webhook secret', webhookCredentialType, all);
}

/** Access control. */
export const access: Specs = {
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
		assert.ok(!world.n8n.output().includes(secret), 'the secret is in the output of n8n');
	},

	'trigger: an allowlist behind a proxy': async (world) => {
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

	'trigger: the credential test validates the secret': async (world) => {
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

import assert from 'node:assert/strict';
import type { SavedCredential } from '../../n8n/Editor';
import {
	webhookCredentialType,
	withTrigger,
	trigger as triggerName,
} from '../../world/openTrigger';
import type { Specs, World } from '../../world/World';
import { ended } from './notifications';

const secret = 'e2e webhook example 4711'.replaceAll(' ', '-');

async function saveSecret({ editor }: World, data: object): Promise<SavedCredential> {
	const all = { secret, sentIn: 'query', name: 'secret', ...data };
	return await editor.saveCredential('Webhook secret', webhookCredentialType, all);
}

/** Who may send. */
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

import assert from 'node:assert/strict';
import { saveTrigger, withTrigger } from '../../world/openTrigger';
import type { Specs } from '../../world/World';
import { ended, taken } from './notifications';

/** What cannot be read or cannot work. */
export const refusals: Specs = {
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
};

import assert from 'node:assert/strict';
import { failingNode, nothingNode, setNode, waitNode, withTrigger } from '../../world/openTrigger';
import type { Specs } from '../../world/World';
import { ended, popUp, shown, taken } from './notifications';

/** What the sender is told, which is a browser where a pop-up is concerned. */
export const answers: Specs = {
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
};

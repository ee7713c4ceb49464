import assert from 'node:assert/strict';
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FaultRule } from '../../simulator';
import { filesBelow } from '../machine/folders';
import { freePort } from '../machine/processes';
import { credentialType } from '../n8n/workflows';
import { accountCode, type Specs, type World } from '../world/openWorld';
import { byCode, runNode } from '../world/runNode';

const faults: ReadonlyArray<FaultRule['fault']> = [
	{ kind: 'echoCode' },
	{ kind: 'echoCode', status: 500 },
	{ kind: 'html' },
	{ kind: 'empty' },
	{ kind: 'cutConnection' },
	{ kind: 'resetBefore' },
	{ kind: 'httpStatus', status: 403 },
	{ kind: 'httpStatus', status: 404 },
];

const forms = [
	accountCode,
	encodeURIComponent(accountCode),
	encodeURI(accountCode),
	JSON.stringify(accountCode).slice(1, -1),
	accountCode.replaceAll('/', '\\/'),
	Buffer.from(accountCode).toString('base64').replace(/=+$/, ''),
];

/** A request with its data in the URL is the most likely to appear in a message. */
function addByQuery({ simulator }: World): Record<string, unknown> {
	return {
		resource: 'call',
		operation: 'add',
		campaign: byCode(simulator.campaigns[0].code),
		target: '0505550101',
		options: { requestFormat: 'query', maxRetries: 0, timeout: 2000 },
	};
}

const filesIn = (folder: string): readonly string[] =>
	filesBelow(folder, new Set(['node_modules']))
		.map((file) => join(folder, file))
		.filter((path) => lstatSync(path).isFile());

/** Must run last, because it searches everything that the other specs have written. */
export const secrecy: Specs = {
	'no error shows the account code': async (world) => {
		for (const fault of faults) {
			for (const onError of ['stopWorkflow', 'continueRegularOutput']) {
				world.simulator.setFaults([{ fault }]);
				const { stored } = await runNode(world, addByQuery(world), { settings: { onError } });
				for (const form of forms) {
					assert.ok(!stored.includes(form), `shown after ${JSON.stringify(fault)}, ${onError}`);
				}
			}
		}
		const unreachable = await world.editor.saveCredential('Unreachable', credentialType, {
			accountCode,
			baseUrl: `http://127.0.0.1:${await freePort()}`,
		});
		const { stored, status } = await runNode(world, addByQuery(world), {
			credential: unreachable,
		});
		assert.equal(status, 'error');
		for (const form of forms) assert.ok(!stored.includes(form), 'shown when unreachable');
	},

	'the account code is not in n8n’s logs, executions or files': async (world) => {
		for (const form of forms) {
			assert.ok(!world.n8n.output().includes(form), 'it is in the output of n8n');
		}
		for (const file of filesIn(world.userFolder)) {
			const content = readFileSync(file, 'latin1');
			for (const form of forms) assert.ok(!content.includes(form), `it is in ${file}`);
		}
	},
};

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePort } from '../machine/freePort';
import type { CredentialTestResult } from '../n8n/Editor';
import { credentialType } from '../n8n/readWorkflow';
import { accountCode } from '../world/openWorld';
import type { Specs, World } from '../world/World';

async function test(
	{ editor, simulator }: World,
	changes: Record<string, unknown> = {},
): Promise<CredentialTestResult> {
	const data = {
		accountCode,
		baseUrl: simulator.url,
		sendAccountCode: 'everyRequest',
		monitorUrl: simulator.url,
		...changes,
	};
	const credential = await editor.saveCredential('Under test', credentialType, data);
	return await editor.testCredential(credential, credentialType, data);
}

function assertProblem({ status, message }: CredentialTestResult, expected: RegExp): void {
	assert.equal(status, 'Error', message);
	assert.match(message, expected);
	assert.ok(!message.includes(accountCode), 'the message shows the account code');
}

async function withHtmlServer(use: (url: string) => Promise<void>): Promise<void> {
	const server = createServer((_request, response) => {
		response.setHeader('content-type', 'text/html').end('<html><body>It works!</body></html>');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	try {
		await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	} finally {
		server.close();
	}
}

export const credentialTest: Specs = {
	'credential test: fine': async (world) => {
		assert.equal((await test(world)).status, 'OK');
		assert.equal((await test(world, { baseUrl: `${world.simulator.url}/` })).status, 'OK');
	},

	'credential test: wrong code': async (world) => {
		assertProblem(await test(world, { accountCode: 'wrong' }), /account code was not accepted/i);
	},

	'credential test: this computer is not allow-listed': async (world) => {
		world.simulator.options.forbidden = true;
		assertProblem(await test(world), /allow-?list/i);
	},

	'credential test: host not reachable': async (world) => {
		const closed = `http://127.0.0.1:${await freePort()}`;
		assertProblem(await test(world, { baseUrl: closed }), /could not be reached/i);
		const unknown = 'http://no-such-host.invalid';
		assertProblem(await test(world, { baseUrl: unknown }), /could not be found|host name/i);
	},

	'credential test: not a Voicenter address': async (world) => {
		await withHtmlServer(async (url) => {
			assertProblem(await test(world, { baseUrl: url }), /not a Voicenter address/i);
		});
		const path = `${world.simulator.url}/some/path`;
		assertProblem(await test(world, { baseUrl: path }), /not a Voicenter address/i);
	},
};

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Execution } from '../n8n/Execution';
import { credentialType } from '../n8n/workflows';
import { accountCode, type Specs, type World } from '../world/openWorld';
import { givenItems } from '../world/runNode';

const name = 'HTTP Request';
const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });

/** n8n's own node, with the credential of this package. */
async function request(
	{ editor, credential }: World,
	parameters: Record<string, unknown>,
	used = credential,
): Promise<Execution> {
	const node = {
		id: 'request',
		name,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		position: [600, 0],
		parameters: {
			authentication: 'predefinedCredentialType',
			nodeCredentialType: credentialType,
			options: {},
			...parameters,
		},
		credentials: { [credentialType]: { ...used } },
	};
	const workflow = await editor.saveWorkflow({
		name: 'With the HTTP Request node',
		nodes: [...givenItems('Items', [{}]), node],
		connections: { Start: to('List'), List: to('Items'), Items: to(name) },
		settings: { executionOrder: 'v1' },
	});
	return await editor.runWorkflow(workflow);
}

/** Answers everything with a status and headers, and remembers what it received. */
async function withServer(
	status: number,
	headers: Record<string, string>,
	use: (url: string, received: string[]) => Promise<void>,
): Promise<void> {
	const received: string[] = [];
	const server = createServer((incoming, response) => {
		let body = '';
		incoming.on('data', (chunk: Buffer) => (body += chunk.toString()));
		incoming.on('end', () => {
			received.push(`${incoming.method} ${incoming.url} ${body}`);
			response.writeHead(status, headers).end('{}');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	try {
		await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, received);
	} finally {
		server.close();
	}
}

const dialerPath = '/ForwardDialer/Dialer';
const parametersOf = (fields: Record<string, string>) => ({
	parameters: Object.entries(fields).map(([key, value]) => ({ name: key, value })),
});

export const httpRequest: Specs = {
	'the HTTP Request node sends the account code in a query, JSON and a form': async (world) => {
		const { simulator } = world;
		const [{ code: Campaign }] = simulator.campaigns;
		const lead = { Campaign, Target: '0505550101' };
		const url = `${simulator.url}${dialerPath}/AddCall`;
		const body = { method: 'POST', url, sendBody: true };
		const requests: ReadonlyArray<Record<string, unknown>> = [
			{ url: `${simulator.url}${dialerPath}/GetCampaignList` },
			{ url, sendQuery: true, queryParameters: parametersOf(lead) },
			{ url: `${url}?${new URLSearchParams(lead).toString()}` },
			{ ...body, bodyParameters: parametersOf(lead) },
			{ ...body, specifyBody: 'json', jsonBody: JSON.stringify(lead) },
			{ ...body, specifyBody: 'json', jsonBody: `={{ ${JSON.stringify(lead)} }}` },
			{ ...body, contentType: 'form-urlencoded', bodyParameters: parametersOf(lead) },
			{
				...body,
				contentType: 'form-urlencoded',
				specifyBody: 'string',
				body: new URLSearchParams(lead).toString(),
			},
			{
				...body,
				contentType: 'raw',
				rawContentType: 'application/json',
				body: JSON.stringify(lead),
			},
			{
				...body,
				url: url.replace('AddCall', 'AddCallsBulk'),
				specifyBody: 'json',
				jsonBody: JSON.stringify([lead]),
			},
			{ method: 'POST', url: `${simulator.url}${dialerPath}/GetCampaignList` },
		];
		for (const [index, parameters] of requests.entries()) {
			simulator.reset();
			const { status, error, stored } = await request(world, parameters);
			assert.equal(status, 'success', `${index}: ${error?.message}`);
			const [{ violations, answer }] = simulator.requests;
			assert.deepEqual([index, violations], [index, []]);
			assert.equal((JSON.parse(answer?.body ?? '{}') as { ErrorCode?: number }).ErrorCode, 0);
			assert.ok(!stored.includes(accountCode), `${index}: the execution shows the account code`);
		}
	},

	'the HTTP Request node sends nothing to another host': async (world) => {
		await withServer(200, {}, async (url, received) => {
			for (const parameters of [
				{ url: `${url}/collect` },
				{ method: 'POST', url, sendBody: true, bodyParameters: parametersOf({ a: 'b' }) },
			]) {
				const { status, error, stored } = await request(world, parameters);
				assert.equal(status, 'error');
				const text = `${error?.message} ${error?.description}`;
				assert.match(text, /cannot be used for “http:\/\/127\.0\.0\.1:\d+”/);
				assert.match(text, /Use a URL that begins with/);
				assert.ok(!stored.includes(accountCode));
			}
			assert.deepEqual(received, []);
		});
	},

	'a redirect takes the account code nowhere': async (world) => {
		const { editor } = world;
		await withServer(200, {}, async (elsewhere, received) => {
			for (const status of [301, 302, 307, 308]) {
				await withServer(status, { location: `${elsewhere}/collect` }, async (baseUrl, asked) => {
					const data = { accountCode, baseUrl, monitorUrl: '' };
					const used = await editor.saveCredential('Redirected', credentialType, data);
					const url = `${baseUrl}${dialerPath}/AddCall`;
					const follow = { redirect: { redirect: { followRedirects: true, maxRedirects: 5 } } };
					await request(world, { url, options: follow }, used);
					const body = { sendBody: true, bodyParameters: parametersOf({ a: 'b' }) };
					await request(world, { method: 'POST', url, ...body }, used);
					assert.equal(asked.length, 2);
					for (const one of asked) assert.match(decodeURIComponent(one), /Account.Code/);
				});
			}
			assert.deepEqual(received, []);
		});
	},
};

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resources } from '../../nodes/VoicenterDialer/operations/panel';
import { freePort } from '../machine/processes';
import type { CredentialTestResult } from '../n8n/EditorApi';
import { RestFailure } from '../n8n/RestClient';
import { campaignTriggerType, credentialType, nodeType, toolType } from '../n8n/workflows';
import { accountCode, type Specs, type World } from '../world/openWorld';
import { byCode } from '../world/runNode';

interface Property {
	readonly name: string;
	readonly options?: ReadonlyArray<{ readonly value: string }>;
	readonly displayOptions?: { readonly show?: { readonly resource?: readonly string[] } };
}

interface NodeType {
	readonly name: string;
	readonly displayName: string;
	readonly properties: readonly Property[];
}

/** n8n adds this to every node with a credential. */
const addedByN8n = '__CUSTOM_API_CALL__';

const operationsInCode = resources.map(({ option, operations }) => [
	option.value,
	operations.map((operation) => operation.option.value).sort(),
]);

export const loading: Specs = {
	'n8n lists the node with all its operations': async ({ editor }) => {
		const types = (await editor.rest.request('GET', '/types/nodes.json')) as NodeType[];
		const node = types.find(({ name }) => name === nodeType);
		assert.ok(node, `${nodeType} is not among n8n's node types`);
		assert.equal(node.displayName, 'Voicenter Dialer');
		const found = node.properties
			.filter(({ name }) => name === 'operation')
			.map(({ displayOptions, options }) => [
				displayOptions?.show?.resource?.join(),
				options
					?.map(({ value }) => value)
					.filter((value) => value !== addedByN8n)
					.sort(),
			]);
		assert.deepEqual(Object.fromEntries(found), Object.fromEntries(operationsInCode));
	},

	'n8n offers the node as a tool for AI agents': async ({ editor }) => {
		const types = (await editor.rest.request('GET', '/types/nodes.json')) as NodeType[];
		assert.ok(types.some(({ name }) => name === toolType));
	},

	'n8n lists the Campaign Trigger, but not as a tool': async ({ editor }) => {
		const types = (await editor.rest.request('GET', '/types/nodes.json')) as NodeType[];
		const trigger = types.find(({ name }) => name === campaignTriggerType);
		assert.equal(trigger?.displayName, 'Voicenter Dialer Campaign Trigger');
		assert.deepEqual(
			trigger.properties.map(({ name }) => name).filter((name) => !name.startsWith('about')),
			['pollTimes', 'event', 'campaign', 'threshold'],
		);
		assert.ok(!types.some(({ name }) => name === `${campaignTriggerType}Tool`));
	},

	'n8n lists the credential': async ({ editor }) => {
		const types = (await editor.rest.request('GET', '/types/credentials.json')) as NodeType[];
		const credential = types.find(({ name }) => name === credentialType);
		assert.equal(credential?.displayName, 'Voicenter Dialer API');
		const names = credential?.properties.map(({ name }) => name);
		// n8n adds its own fields.
		assert.deepEqual(names?.slice(0, 6), [
			'accountCode',
			'standardSettings',
			'baseUrl',
			'monitorUrl',
			'sendAccountCode',
			'previousAccountCode',
		]);
	},
};

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
	'credential test: success': async (world) => {
		assert.equal((await test(world)).status, 'OK');
		assert.equal((await test(world, { baseUrl: `${world.simulator.url}/` })).status, 'OK');
	},

	'credential test: wrong account code': async (world) => {
		assertProblem(await test(world, { accountCode: 'wrong' }), /account code was not accepted/i);
	},

	'credential test: this computer is not allow-listed': async (world) => {
		world.simulator.options.forbidden = true;
		assertProblem(await test(world), /allow-?list/i);
	},

	'credential test: unreachable host': async (world) => {
		const closed = `http://127.0.0.1:${await freePort()}`;
		assertProblem(await test(world, { baseUrl: closed }), /could not reach/i);
		const unknown = 'http://no-such-host.invalid';
		assertProblem(await test(world, { baseUrl: unknown }), /could not find|host name/i);
	},

	'credential test: not a Voicenter URL': async (world) => {
		await withHtmlServer(async (url) => {
			assertProblem(await test(world, { baseUrl: url }), /not a Voicenter address/i);
		});
		const path = `${world.simulator.url}/some/path`;
		assertProblem(await test(world, { baseUrl: path }), /not a Voicenter address/i);
	},
};

async function pick(
	{ editor, credential }: World,
	field: 'campaign' | 'member',
	parameters: Record<string, unknown>,
	filter?: string,
): Promise<ReadonlyArray<{ name: string; value: string }>> {
	const methodName = field === 'campaign' ? 'searchCampaigns' : 'searchMembers';
	const node = { type: nodeType, parameters, credentials: { [credentialType]: credential } };
	return (await editor.pick(methodName, field, node, filter)).results;
}

const start = { resource: 'campaign', operation: 'start' };

export const pickers: Specs = {
	'campaign picker: names with statuses, no deleted campaigns': async (world) => {
		const campaigns = await pick(world, 'campaign', start);
		const alive = world.simulator.campaigns.filter(({ status }) => status !== 'Deleted');
		assert.deepEqual(
			campaigns.map(({ value }) => value).sort(),
			alive.map(({ code }) => code).sort(),
		);
		assert.ok(campaigns.some(({ name }) => name === 'Morning leads (Enabled)'));
		assert.ok(campaigns.some(({ name }) => name === 'Summer sale (Disabled)'));
	},

	'campaign picker: search, including Hebrew': async (world) => {
		const names = async (filter: string) =>
			(await pick(world, 'campaign', start, filter)).map(({ name }) => name);
		assert.deepEqual(await names('morning'), ['Morning leads (Enabled)']);
		assert.deepEqual(await names('מכירה'), ['שיחות מכירה (Enabled)']);
	},

	'member picker: the members of the selected campaign': async (world) => {
		const [campaign] = world.simulator.campaigns;
		const parameters = {
			resource: 'member',
			operation: 'remove',
			campaign: byCode(campaign.code),
		};
		const members = await pick(world, 'member', parameters);
		assert.deepEqual(members.map(({ value }) => value).sort(), [...campaign.members.keys()].sort());
	},

	'a picker shows the error if the service rejects the request': async (world) => {
		world.simulator.options.forbidden = true;
		await assert.rejects(pick(world, 'campaign', start), (error) => {
			assert.ok(error instanceof RestFailure);
			assert.match(error.body, /403|allow-?list|refuses/i);
			return true;
		});
	},
};

import assert from 'node:assert/strict';
import { campaignTriggerType, credentialType, nodeType, toolType } from '../n8n/readWorkflow';
import type { Specs } from '../world/World';

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

/** n8n puts this into every node that has a credential. */
const addedByN8n = '__CUSTOM_API_CALL__';

const operations: Readonly<Record<string, readonly string[]>> = {
	call: ['add', 'addMany', 'getAll', 'remove', 'update'],
	campaign: ['clearCalls', 'get', 'getAll', 'start', 'stop', 'updateStrategy'],
	ivr: ['configure'],
	member: ['add', 'getAll', 'remove'],
};

export const loading: Specs = {
	'n8n lists the node with its fifteen operations': async ({ editor }) => {
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
		assert.deepEqual(Object.fromEntries(found), operations);
	},

	'n8n offers the node as a tool for AI agents': async ({ editor }) => {
		const types = (await editor.rest.request('GET', '/types/nodes.json')) as NodeType[];
		assert.ok(types.some(({ name }) => name === toolType));
	},

	'n8n lists the Campaign Trigger, and not as a tool': async ({ editor }) => {
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
		// n8n adds fields of its own.
		assert.deepEqual(names?.slice(0, 4), [
			'accountCode',
			'baseUrl',
			'sendAccountCode',
			'monitorUrl',
		]);
	},
};

import type { INodeParameters, INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { loadNatively } from '../../harness/n8n';
import { byId } from '../../harness/runNode';
import { fromAi } from '../../harness/tool';
import { dialerNodeType, toolType } from '../../harness/workflow';

const { resources } = loadNatively<
	typeof import('../../../nodes/VoicenterDialer/operations/panel')
>('nodes/VoicenterDialer/operations/panel.ts');
const { createNodeAsTool } = loadNatively<
	typeof import('n8n-core/dist/execution-engine/node-execution-context/utils/create-node-as-tool')
>('n8n-core/dist/execution-engine/node-execution-context/utils/create-node-as-tool');

const operations = resources.flatMap(({ option, operations: ofResource }) =>
	ofResource.map((operation) => ({
		resource: option.value,
		operation: operation.option.value,
		action: operation.option.action,
		fields: operation.fields,
	})),
);

interface Offer {
	readonly key: string;
	readonly value: string;
	readonly description: string;
}

/** What the editor writes for a field that the model fills. */
function offerOf(field: INodeProperties, row = ''): Offer {
	const { displayName, description = '', type } = field;
	const key = [row, displayName]
		.filter((part) => part !== '')
		.join('_')
		.slice(0, 63)
		.replace(/[^a-zA-Z0-9-]/g, '_');
	const kind = ['number', 'boolean', 'json'].includes(type) ? type : 'string';
	return { key, value: fromAi(key, kind, description), description };
}

/** Lets the model fill every field of the operation, with collections and one row. */
function leaveToModel(fields: readonly INodeProperties[]): {
	parameters: INodeParameters;
	offers: Offer[];
} {
	const parameters: INodeParameters = {};
	const offers: Offer[] = [];
	const offer = (field: INodeProperties, row?: string): string => {
		const made = offerOf(field, row);
		offers.push(made);
		return made.value;
	};
	for (const field of fields) {
		if (['options', 'notice'].includes(field.type) || field.noDataExpression === true) continue;
		if (field.type === 'collection') {
			const inner = leaveToModel(field.options as INodeProperties[]);
			parameters[field.name] = inner.parameters;
			offers.push(...inner.offers);
		} else if (field.type === 'fixedCollection') {
			const [{ name, values }] = field.options as INodePropertyCollection[];
			const row = Object.fromEntries(values.map((value) => [value.name, offer(value, `${name}0`)]));
			parameters[field.name] = { [name]: [row] };
		} else {
			const value = offer(field);
			parameters[field.name] = field.type === 'resourceLocator' ? byId(value) : value;
		}
	}
	return { parameters, offers };
}

describe.each(operations)('$resource: $operation', (entry) => {
	const { resource, operation, action, fields } = entry;
	const { parameters, offers } = leaveToModel(fields);

	it('has a unique name and description for each field that a model can fill', () => {
		const keys = offers.map(({ key }) => key);
		expect(new Set(keys).size).toBe(keys.length);
		for (const { key, description: text } of offers) {
			if (!/^variable0_(Name|Value)$/.test(key))
				expect([key, text.length > 15]).toEqual([key, true]);
		}
	});

	it('can be filled by the model entirely', () => {
		const made: { response: unknown } = createNodeAsTool({
			node: {
				id: 'tool',
				name: 'Tool',
				type: toolType,
				typeVersion: 1,
				position: [0, 0],
				parameters: { resource, operation, ...parameters },
			},
			nodeType: dialerNodeType(),
			handleToolInvocation: async () => '',
		});
		const tool = made.response as { name: string; description: string; schema: { shape: object } };
		expect(tool.name).toBe('Tool');
		expect(tool.description).toBe(`${action} in Voicenter Dialer`);
		expect(Object.keys(tool.schema.shape).sort()).toEqual(offers.map(({ key }) => key).sort());
	});
});

const actionOf = (name: string): string =>
	operations.find(({ resource, operation }) => `${resource}: ${operation}` === name)?.action ?? '';

it('warns the model of the effects of Stop and Clear Calls', () => {
	expect(actionOf('campaign: stop')).toMatch(/no further calls/);
	expect(actionOf('campaign: clearCalls')).toMatch(/Permanently.*all waiting calls/);
});

import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IVersionedNodeType,
} from 'n8n-workflow';
import { core } from './n8n';
import { loadNatively } from './native';

const { VoicenterDialer } = loadNatively<
	typeof import('../../nodes/VoicenterDialer/VoicenterDialer.node')
>('nodes/VoicenterDialer/VoicenterDialer.node.ts');

export const dialerType = 'n8n-nodes-voicenter-dialer.voicenterDialer';
export const startType = 'test.start';
/** What n8n makes of the node for models: the same, but for its description. */
export const toolType = `${dialerType}Tool`;

/** The node as n8n's registry gives it out: a declarative node gets its `execute` there. */
export function dialerNodeType(): INodeType {
	const nodeType: INodeType = new VoicenterDialer();
	nodeType.execute = async function (this: IExecuteFunctions) {
		const context = this as ConstructorParameters<typeof core.RoutingNode>[0];
		return (await new core.RoutingNode(context, nodeType).runNode()) ?? [];
	};
	return nodeType;
}

/** Stands where a trigger would: gives out the items. */
const startNodeType = (items: INodeExecutionData[]): INodeType => ({
	description: {
		displayName: 'Start',
		name: startType,
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: { name: 'Start' },
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
	execute: async () => [items],
});

/** Where n8n runs a node as a tool it calls `execute` alone. */
function asTool(nodeType: INodeType): INodeType {
	delete nodeType.customOperations;
	return nodeType;
}

export function nodeTypesFor(
	items: INodeExecutionData[],
	isTool = false,
	others: Readonly<Record<string, INodeType>> = {},
): INodeTypes {
	const types: Readonly<Record<string, INodeType>> = {
		...others,
		[dialerType]: isTool ? asTool(dialerNodeType()) : dialerNodeType(),
		[toolType]: dialerNodeType(),
		[startType]: startNodeType(items),
	};
	return {
		getByName: (name): INodeType | IVersionedNodeType => types[name],
		getByNameAndVersion: (name) => types[name],
		getKnownTypes: () => ({}),
	};
}

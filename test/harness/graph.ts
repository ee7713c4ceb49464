import type {
	IConnections,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	IRun,
	Workflow,
} from 'n8n-workflow';
import { prepareRetry } from './execution';
import { core, toNative, workflowPackage } from './n8n';
import { nodeRunOf, type NodeRun } from './runNode';
import {
	additionalDataFor,
	dialerName,
	dialerNodeType,
	dialerType,
	savedCredential,
	workflowOf,
	type Credential,
	type WorkflowSetup,
} from './workflow';

const givingType = 'test.giving';

/** Returns one list of items per run on its first output, and then none, on its second. */
const givingNodeType = (rounds: readonly INodeExecutionData[][]): INodeType => {
	return {
		description: {
			displayName: 'Giving',
			name: givingType,
			group: ['trigger'],
			version: 1,
			description: '',
			defaults: { name: 'Giving' },
			inputs: ['main'],
			outputs: ['main', 'main'],
			properties: [],
		},
		async execute() {
			const round = Number(this.evaluateExpression('{{ $runIndex }}', 0));
			return round < rounds.length ? [rounds[round], []] : [[], [{ json: {} }]];
		},
	};
};

const place = { typeVersion: 1, position: [0, 0] as [number, number] };

export const dialerNode = (
	name: string,
	parameters: INodeParameters,
	settings: Partial<INode> = {},
): INode => ({
	...place,
	...settings,
	id: name,
	name,
	type: dialerType,
	parameters,
	credentials: savedCredential,
});

/** Giving → the dialers, one after the other. With `isLoop`, back to Giving for the next round. */
export function graphOf(
	rounds: readonly object[][],
	dialers: readonly INode[],
	isLoop = false,
): Workflow {
	const given = rounds.map((items) => items.map((json) => ({ json }) as INodeExecutionData));
	const types: Readonly<Record<string, INodeType>> = {
		[dialerType]: dialerNodeType(),
		[givingType]: givingNodeType(toNative(given)),
	};
	const names = ['Giving', ...dialers.map(({ name }) => name), ...(isLoop ? ['Giving'] : [])];
	const connections: IConnections = {};
	names.slice(1).forEach((node, index) => {
		connections[names[index]] = { main: [[{ node, type: 'main', index: 0 }]] };
	});
	return new workflowPackage.Workflow({
		id: 'workflow',
		active: false,
		settings: toNative({ executionOrder: 'v1' }),
		nodeTypes: {
			getByName: (name) => types[name],
			getByNameAndVersion: (name) => types[name],
			getKnownTypes: () => ({}),
		},
		nodes: toNative([
			{ ...place, id: 'giving', name: 'Giving', type: givingType, parameters: {} },
			...dialers,
		]),
		connections: toNative(connections),
	});
}

export const runGraph = async (workflow: Workflow, credential: Credential): Promise<IRun> =>
	await new core.WorkflowExecute(additionalDataFor({ parameters: {}, credential }), 'trigger').run(
		workflow,
		workflow.nodes.Giving,
	);

/** Retry in the executions list, with the currently saved workflow. */
export async function retryGraph(
	run: IRun,
	workflow: Workflow,
	credential: Credential,
): Promise<IRun> {
	const data = prepareRetry(toNative(run), workflow);
	const additionalData = additionalDataFor({ parameters: {}, credential });
	return await new core.WorkflowExecute(additionalData, 'retry', data).processRunExecutionData(
		workflow,
	);
}

/** Retry in the executions list, with the currently saved workflow. */
export const retry = async ({ run }: NodeRun, setup: WorkflowSetup): Promise<NodeRun> =>
	nodeRunOf(await retryGraph(run, workflowOf(setup), setup.credential ?? {}), dialerName);

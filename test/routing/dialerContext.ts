import type { IExecuteFunctions, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { core, toNative, workflowPackage } from '../harness/n8n';
import { additionalDataFor, dialerName, workflowOf } from '../harness/workflow';

/** n8n's own context of the node while it runs with these items. */
export function dialerContext(
	parameters: INodeParameters,
	items: INodeExecutionData[],
): IExecuteFunctions {
	const setup = { parameters: { resource: 'call', operation: 'addMany', ...parameters } };
	const workflow = workflowOf(setup);
	const node = workflow.nodes[dialerName];
	const data = toNative<{ main: INodeExecutionData[][] }>({ main: [] });
	data.main.push(items);
	return new core.ExecuteContext(
		workflow,
		node,
		additionalDataFor(setup),
		'trigger',
		workflowPackage.createRunExecutionData(),
		0,
		items,
		data,
		{ node, data, source: null },
		[],
	);
}

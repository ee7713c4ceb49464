import type { INodeExecutionData } from 'n8n-workflow';
import { core } from '../../harness/n8n';
import { byId, nodeRunOf } from '../../harness/runNode';
import { ok, Wire } from '../../harness/wire';
import { additionalDataFor, dialerName, nodeTypesFor, workflowOf } from '../../harness/workflow';

const wire = new Wire();

it('sends a lead whose item has a circular value in a field that the node does not use', async () => {
	const json: Record<string, unknown> = { phone: '0501111111' };
	json.raw = json;
	const workflow = workflowOf({
		parameters: {
			resource: 'call',
			operation: 'add',
			campaign: byId('c1'),
			target: '={{ $json.phone }}',
		},
	});
	const items = [{ json } as INodeExecutionData];
	workflow.nodeTypes.getByNameAndVersion = nodeTypesFor(items).getByNameAndVersion;
	wire.answer(ok);
	const run = await new core.WorkflowExecute(additionalDataFor({}), 'trigger').run(
		workflow,
		workflow.nodes.Start,
	);
	const { items: output, error } = nodeRunOf(run, dialerName);
	expect(error).toBeUndefined();
	expect(output.map((item) => item.json.status)).toEqual(['added']);
});

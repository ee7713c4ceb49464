import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ok } from './answers';
import { byId } from './locator';
import { runNode, type NodeRun } from './runNode';
import type { Wire } from './wire';
import type { WorkflowSetup } from './workflow';

type Rest = Partial<Omit<WorkflowSetup, 'parameters' | 'items'>>;

const addParameters = (parameters: INodeParameters): INodeParameters => ({
	resource: 'call',
	operation: 'add',
	campaign: byId('c1'),
	target: '0501234567',
	...parameters,
});

/** Adds one call and gives back the JSON that went out. */
export async function sentByAdd(
	wire: Wire,
	parameters: INodeParameters,
	json: object = {},
	rest: Rest = {},
): Promise<IDataObject> {
	wire.answer(ok);
	const run = await runNode({ parameters: addParameters(parameters), items: [json], ...rest });
	expect(run.error).toBeUndefined();
	return wire.requests.at(-1)?.body as IDataObject;
}

/** Adds one call that the check before sending refuses. */
export async function refusedByAdd(
	parameters: INodeParameters,
	json: object = {},
	rest: Rest = {},
): Promise<NonNullable<NodeRun['error']>> {
	const { error } = await runNode({
		parameters: addParameters(parameters),
		items: [json],
		...rest,
	});
	if (error === undefined) throw new Error('It was not refused');
	expect(error.message).toMatch(/item 0\b/);
	expect(error.description).toMatch(/\w+/);
	return error;
}

import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId, runNode, type NodeRun, type NodeSetup } from './runNode';
import { ok, type Wire } from './wire';
import type { WorkflowSetup } from './workflow';

/** Runs call: Add Many. Each item has a `phone`, and a `campaign` unless it is c1. */
export const runAddMany = async (
	items: readonly object[],
	options: INodeParameters = {},
	{ parameters, ...rest }: Partial<NodeSetup> = {},
): Promise<NodeRun> =>
	await runNode({
		parameters: {
			resource: 'call',
			operation: 'addMany',
			campaign: byId('={{ $json.campaign ?? "c1" }}'),
			target: '={{ $json.phone }}',
			options,
			...parameters,
		},
		items,
		...rest,
	});

export const phones = (count: number): Array<{ phone: string }> =>
	Array.from({ length: count }, (_, index) => ({ phone: String(972500000000 + index) }));

type Rest = Partial<Omit<WorkflowSetup, 'parameters' | 'items'>>;

const addParameters = (parameters: INodeParameters): INodeParameters => ({
	resource: 'call',
	operation: 'add',
	campaign: byId('c1'),
	target: '0501234567',
	...parameters,
});

/** Adds one call. @returns the JSON of the request */
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

/** Adds one call that the check before sending rejects. */
export async function rejectedByAdd(
	parameters: INodeParameters,
	json: object = {},
	rest: Rest = {},
): Promise<NonNullable<NodeRun['error']>> {
	const { error } = await runNode({
		parameters: addParameters(parameters),
		items: [json],
		...rest,
	});
	if (error === undefined) throw new Error('It was not rejected');
	expect(error.message).toMatch(/item 0\b/);
	expect(error.description).toMatch(/\w+/);
	return error;
}

export type AddOperation = 'add' | 'addMany';
export const addOperations: readonly AddOperation[] = ['add', 'addMany'];

/** How the leads are mapped. Only phone number and campaign are required. */
export const leadParameters = (
	operation: AddOperation,
	options: INodeParameters = {},
): INodeParameters => ({
	resource: 'call',
	operation,
	campaign: byId('={{ $json.campaign }}'),
	target: '={{ $json.phone }}',
	additionalFields: {
		callerId: '={{ $json.callerId }}',
		customerName: '={{ $json.name }}',
		priority: '={{ $json.priority }}',
		originateTime: '={{ $json.at }}',
	},
	customVariables: { variable: [{ name: 'id', value: '={{ $json.id }}' }] },
	options,
});

/** Runs call: Add or Add Many with leads mapped as above. */
export const sendLeads = async (
	operation: AddOperation,
	items: readonly object[],
	options: INodeParameters = {},
	rest: Partial<NodeSetup> = {},
): Promise<NodeRun> =>
	await runNode({ parameters: leadParameters(operation, options), items, ...rest });

export interface Lead {
	readonly campaign: string;
	readonly phone: string;
	readonly id: string;
	readonly name: string;
}

/** Leads with numbered ids and phone numbers. */
export const leadsFrom = (ids: readonly string[], campaign = 'c1'): Lead[] =>
	ids.map((id) => ({ campaign, phone: phoneFor(id), id, name: 'Dana' }));

export const phoneFor = (id: string): string =>
	String(972540000000 + Number(/\d+$/.exec(id)?.[0] ?? 0));

export const ids = (count: number): string[] =>
	Array.from({ length: count }, (_, index) => `lead ${index}`);

export const statusesOf = ({ items }: Pick<NodeRun, 'items'>): unknown[] =>
	items.map(({ json }) => json.status);

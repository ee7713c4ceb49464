import type { INodeParameters } from 'n8n-workflow';
import { byId } from '../../harness/locator';
import { runNode, type NodeRun, type NodeSetup } from '../../harness/runNode';

export type AddOperation = 'add' | 'addMany';
export const addOperations: readonly AddOperation[] = ['add', 'addMany'];

/** How the leads are mapped: everything but the phone number and the campaign may be missing. */
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

/** Runs call: Add or Add Many with leads as they are mapped above. */
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

/** Leads whose ids end in numbers of their own, and so do the phones. */
export const leadsFrom = (ids: readonly string[], campaign = 'c1'): Lead[] =>
	ids.map((id) => ({ campaign, phone: phoneFor(id), id, name: 'Dana' }));

export const phoneFor = (id: string): string =>
	String(972540000000 + Number(/\d+$/.exec(id)?.[0] ?? 0));

export const ids = (count: number): string[] =>
	Array.from({ length: count }, (_, index) => `lead ${index}`);

export const statusesOf = ({ items }: Pick<NodeRun, 'items'>): unknown[] =>
	items.map(({ json }) => json.status);

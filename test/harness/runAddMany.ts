import type { INodeParameters } from 'n8n-workflow';
import { byId } from './locator';
import { runNode, type NodeRun, type NodeSetup } from './runNode';

/** Runs call: Add Many; each item has a `phone`, and `campaign` where it is not c1. */
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

import { byCode } from './runNode';

/** Adds leads that have a `phone`, and an `id` that goes along. */
export const leadParameters = (
	operation: 'add' | 'addMany',
	campaign: string,
	options: Record<string, unknown> = {},
): Record<string, unknown> => ({
	resource: 'call',
	operation,
	campaign: byCode(campaign),
	target: '={{ $json.phone }}',
	specifyCustomVariables: 'keyValue',
	customVariables: { variable: [{ name: 'lead_id', value: '={{ $json.id }}' }] },
	options,
});

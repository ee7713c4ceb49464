import type { SavedCredential } from '../../e2e/n8n/Editor';
import { credentialType, nodeType, type WorkflowNode } from '../../e2e/n8n/workflows';
import { byCode } from '../../e2e/world/runNode';

export const dialer = 'Voicenter Dialer';

const mapped = {
	target: '={{ $json.phone }}',
	specifyCustomVariables: 'keyValue',
	customVariables: {
		variable: [
			{ name: 'lead_id', value: '={{ $json.lead_id }}' },
			{ name: 'product', value: '={{ $json.product }}' },
		],
	},
};

const additionalFields = {
	callerId: '={{ $json.callerId }}',
	customerName: '={{ $json.customerName }}',
	priority: '={{ $json.priority }}',
	originateTime: '={{ $json.callAfter }}',
};

const ofOperation = {
	add: { ...mapped, additionalFields },
	addMany: {
		...mapped,
		additionalFields: { ...additionalFields, callerName: '={{ $json.callerName }}' },
	},
	getAll: { returnAll: true },
};

/** The dialer node with everything mapped that its operation takes. */
export const dialerNode = (
	credential: SavedCredential,
	operation: keyof typeof ofOperation,
	campaign: string,
	options: Record<string, unknown> = {},
): WorkflowNode => ({
	name: dialer,
	type: nodeType,
	typeVersion: 1,
	parameters: {
		resource: 'call',
		operation,
		campaign: byCode(campaign),
		...ofOperation[operation],
		options,
	},
	credentials: { [credentialType]: { ...credential } },
});

import assert from 'node:assert/strict';
import type { FaultRule } from '../../../simulator';
import { credentialType, toolType, type WorkflowNode } from '../../n8n/workflows';
import type { World } from '../../world/openWorld';
import { byCode } from '../../world/runNode';

export const campaignOf = ({ simulator }: World) => simulator.campaigns[0];

/** Call: Add (or Add Many) with a fixed campaign. The model fills in the lead. */
export const addParameters = (
	world: World,
	changes: Record<string, unknown> = {},
): Record<string, unknown> => ({
	resource: 'call',
	operation: 'add',
	campaign: byCode(campaignOf(world).code),
	target: fromAi('Target_Phone_Number', 'Phone number, digits only, such as 0501234567'),
	additionalFields: {
		customerName: fromAi('Customer_Name', 'Full name'),
		priority: fromAi('Priority', 'A whole number, higher is sooner'),
		originateTime: fromAi('Originate_Time', 'ISO 8601, or empty for as soon as possible'),
	},
	specifyCustomVariables: 'json',
	customVariablesJson: fromAi('Custom_Variables__JSON_', 'A JSON object'),
	options: { maxRetries: 0 },
	...changes,
});

/** The arguments of a model that sends every value as text. */
export const lead = {
	Target_Phone_Number: '+972 50-555-0199',
	Customer_Name: 'Dana Levi',
	Priority: '5',
	Originate_Time: '2027-07-01T09:30:00',
	Custom_Variables__JSON_: '{"lead_id": 17}',
};

/** 09:30 in Jerusalem in summer, the workflow's time zone. */
const leadInQueue = {
	phone: '972505550199',
	customerName: 'Dana Levi',
	priority: 5,
	originateTime: Date.UTC(2027, 6, 1, 6, 30) / 1000,
	customData: { var_lead_id: 17 },
};

/** The service accepts the lead, but its answer is lost and the queue cannot be read. */
export const lostAnswers: readonly FaultRule[] = [
	{ method: 'AddCall', times: 1, fault: { kind: 'answerLost' } },
	{ method: 'GetCampaignPendingCalls', fault: { kind: 'httpStatus', status: 500 } },
];

export const retryOnFail = { retryOnFail: true, maxTries: 3, waitBetweenTries: 50 };

/** One AddCall was sent, and the queue contains the sample lead once, with the model's values. */
export function assertAddedOnce(world: World): void {
	const { simulator } = world;
	assert.deepEqual(
		simulator.requests.map(({ method }) => method),
		['AddCall'],
	);
	assert.deepEqual(simulator.requests[0].violations, []);
	const [call, ...others] = [...campaignOf(world).pending];
	assert.deepEqual(others, []);
	assert.deepEqual({ ...call, ...leadInQueue }, { ...call });
}

/** The node as a tool with this name. */
export const toolNode = (
	{ credential }: World,
	name: string,
	parameters: Record<string, unknown>,
	settings: Record<string, unknown> = {},
): WorkflowNode => ({
	id: name,
	name,
	type: toolType,
	typeVersion: 1,
	position: [400, 200],
	parameters,
	credentials: { [credentialType]: { ...credential } },
	...settings,
});

type FromAiType = 'string' | 'number' | 'boolean' | 'json';

/** A field that the model fills in, in the form that the editor writes. */
export const fromAi = (key: string, description = '', type: FromAiType = 'string'): string =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`${description}\`, '${type}') }}`;

/** `ai_tool` connections from these nodes to the node that uses them. */
export const connectTools = (
	tools: readonly WorkflowNode[],
	user: string,
): Record<string, unknown> =>
	Object.fromEntries(
		tools.map(({ name }) => [name, { ai_tool: [[{ node: user, type: 'ai_tool', index: 0 }]] }]),
	);

import type { FaultRule } from '../../../simulator';
import { byCode } from '../../world/runNode';
import { fromAi } from '../../world/toolNode';
import type { World } from '../../world/World';

export const campaignOf = ({ simulator }: World) => simulator.campaigns[0];

/** Call: Add (or Add Many) with a fixed campaign; the model fills in the person. */
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

/** A model that writes every value as text. */
export const lead = {
	Target_Phone_Number: '+972 50-555-0199',
	Customer_Name: 'Dana Levi',
	Priority: '5',
	Originate_Time: '2027-07-01T09:30:00',
	Custom_Variables__JSON_: '{"lead_id": 17}',
};

/** 09:30 in Jerusalem in summer, the workflow's time zone. */
export const leadInQueue = {
	phone: '972505550199',
	customerName: 'Dana Levi',
	priority: 5,
	originateTime: Date.UTC(2027, 6, 1, 6, 30) / 1000,
	customData: { var_lead_id: 17 },
};

/** The lead arrives, nobody answers, and the queue cannot be read. */
export const lostAnswers: readonly FaultRule[] = [
	{ method: 'AddCall', times: 1, fault: { kind: 'answerLost' } },
	{ method: 'GetCampaignPendingCalls', fault: { kind: 'httpStatus', status: 500 } },
];

export const retryOnFail = { retryOnFail: true, maxTries: 3, waitBetweenTries: 50 };

import assert from 'node:assert/strict';
import type { FaultRule } from '../../../simulator';
import type { Execution } from '../../n8n/Execution';
import { credentialType, nodeType, type WorkflowNode } from '../../n8n/workflows';
import type { World } from '../../world/openWorld';
import { dialer, leadParameters } from '../../world/runNode';

export const phoneOf = (number: number) => `05055502${String(number).padStart(2, '0')}`;

export const makeLeads = (count: number) =>
	Array.from({ length: count }, (_, index) => ({
		id: `L-${index + 1}`,
		phone: phoneOf(index + 1),
		name: `Customer ${index + 1}`,
		isVip: index === 0,
	}));

export const operations = ['add', 'addMany'] as const;
export type LeadOperation = (typeof operations)[number];

export const methodOf = { add: 'AddCall', addMany: 'AddCallsBulk' } as const;

export function parametersOf(
	{ simulator }: World,
	operation: LeadOperation,
	options: Record<string, unknown> = {},
	additionalFields: Record<string, unknown> = {},
): Record<string, unknown> {
	return {
		...leadParameters(operation, simulator.campaigns[0].code, {
			maxRetries: 0,
			...(operation === 'addMany' && { batchSize: 2 }),
			...options,
		}),
		additionalFields,
	};
}

/** Rejected once, and certainly not processed. */
export const awayOnce = (operation: LeadOperation, leadNumber: number): FaultRule => ({
	method: methodOf[operation],
	target: phoneOf(leadNumber),
	times: 1,
	fault: { kind: 'httpStatus', status: 503 },
});

export const queueUnreadable: FaultRule = {
	method: 'GetCampaignPendingCalls',
	fault: { kind: 'httpStatus', status: 500 },
};

export function assertEachOnce({ simulator }: World, count: number, campaign = 0): void {
	const book = simulator.leads(simulator.campaigns[campaign].code);
	assert.equal(book.length, count);
	for (const { phone, times } of book)
		assert.equal(times, 1, `${phone} was accepted ${times} times`);
	assert.equal(simulator.stats().doubled, 0);
}

/** Leads in all requests, including repeated ones. */
export const sentLeads = ({ simulator }: World) =>
	simulator.requests
		.filter(({ method }) => method === 'AddCall' || method === 'AddCallsBulk')
		.reduce((sum, { parameters }) => sum + [parameters].flat().length, 0);

export const statusesOf = (execution: Execution, node = dialer) =>
	execution.jsonOf(node).map(({ status }) => status);

export const allAdded = (count: number) => Array<string>(count).fill('added');

export const retryOnFail = { retryOnFail: true, maxTries: 3, waitBetweenTries: 50 };

export const to = (node: string) => ({ node, type: 'main', index: 0 });

export function dialerNode(
	{ credential }: World,
	name: string,
	parameters: Record<string, unknown>,
	settings: Record<string, unknown> = {},
): WorkflowNode {
	return {
		id: name,
		name,
		type: nodeType,
		typeVersion: 1,
		position: [800, 0],
		parameters,
		credentials: { [credentialType]: { ...credential } },
		...settings,
	};
}

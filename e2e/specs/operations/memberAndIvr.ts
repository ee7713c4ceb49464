import assert from 'node:assert/strict';
import type { Specs, World } from '../../world/openWorld';
import { byCode, dialer, runNode } from '../../world/runNode';

async function runMember(world: World, operation: string, parameters: Record<string, unknown>) {
	const [{ code }] = world.simulator.campaigns;
	const execution = await runNode(world, {
		resource: 'member',
		operation,
		campaign: byCode(code),
		...parameters,
	});
	assert.equal(execution.status, 'success', execution.error?.message);
	return execution;
}

export const member: Specs = {
	'member: getAll': async (world) => {
		const [{ members }] = world.simulator.campaigns;
		const execution = await runMember(world, 'getAll', { returnAll: true });
		assert.deepEqual(
			execution.jsonOf(dialer),
			[...members].map(([sip, name]) => ({ Member: sip, DisplayName: name })),
		);
	},

	'member: add': async (world) => {
		const { campaigns, state } = world.simulator;
		const [{ code, members }] = campaigns;
		const newcomer = state.extensions.find(({ SIP }) => !members.has(SIP));
		assert.ok(newcomer);
		const execution = await runMember(world, 'add', { member: byCode(newcomer.SIP) });
		const { description, ...json } = execution.jsonOf(dialer)[0];
		assert.equal(typeof description, 'string');
		assert.deepEqual(json, {
			campaign: code,
			member: newcomer.SIP,
			success: true,
			errorCode: 0,
			totalAdded: 1,
		});
		assert.ok(members.has(newcomer.SIP));
	},

	'member: remove': async (world) => {
		const [{ members }] = world.simulator.campaigns;
		const [sip] = members.keys();
		const execution = await runMember(world, 'remove', { member: byCode(sip) });
		assert.equal(execution.jsonOf(dialer)[0].totalRemoved, 1);
		assert.ok(!members.has(sip));
	},
};

export const ivr: Specs = {
	'ivr: configure': async (world) => {
		const campaign = world.simulator.campaigns.find(({ kind }) => kind === 'ivr');
		assert.ok(campaign);
		const execution = await runNode(world, {
			resource: 'ivr',
			operation: 'configure',
			campaign: byCode(campaign.code),
			maxCalls: 7,
			representatives: 'SIP1, SIP2',
		});
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.equal(execution.jsonOf(dialer)[0].success, true);
		assert.equal(campaign.maxCalls, 7);
		assert.deepEqual(campaign.representatives, ['SIP1', 'SIP2']);
	},
};

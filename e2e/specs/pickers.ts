import assert from 'node:assert/strict';
import { RestFailure } from '../n8n/RestClient';
import { credentialType, nodeType } from '../n8n/readWorkflow';
import { byCode } from '../world/runNode';
import type { Specs, World } from '../world/World';

async function pick(
	{ editor, credential }: World,
	field: 'campaign' | 'member',
	parameters: Record<string, unknown>,
	filter?: string,
): Promise<ReadonlyArray<{ name: string; value: string }>> {
	const methodName = field === 'campaign' ? 'searchCampaigns' : 'searchMembers';
	const node = { type: nodeType, parameters, credentials: { [credentialType]: credential } };
	return (await editor.pick(methodName, field, node, filter)).results;
}

const start = { resource: 'campaign', operation: 'start' };

export const pickers: Specs = {
	'campaign picker: names with states, no deleted ones': async (world) => {
		const campaigns = await pick(world, 'campaign', start);
		const alive = world.simulator.campaigns.filter(({ status }) => status !== 'Deleted');
		assert.deepEqual(
			campaigns.map(({ value }) => value).sort(),
			alive.map(({ code }) => code).sort(),
		);
		assert.ok(campaigns.some(({ name }) => name === 'Morning leads (Enabled)'));
		assert.ok(campaigns.some(({ name }) => name === 'Summer sale (Disabled)'));
	},

	'campaign picker: searches, Hebrew too': async (world) => {
		const names = async (filter: string) =>
			(await pick(world, 'campaign', start, filter)).map(({ name }) => name);
		assert.deepEqual(await names('morning'), ['Morning leads (Enabled)']);
		assert.deepEqual(await names('מכירה'), ['שיחות מכירה (Enabled)']);
	},

	'member picker: the members of the chosen campaign': async (world) => {
		const [campaign] = world.simulator.campaigns;
		const parameters = {
			resource: 'member',
			operation: 'remove',
			campaign: byCode(campaign.code),
		};
		const members = await pick(world, 'member', parameters);
		assert.deepEqual(members.map(({ value }) => value).sort(), [...campaign.members.keys()].sort());
	},

	'a picker says why it is empty when the service refuses': async (world) => {
		world.simulator.options.forbidden = true;
		await assert.rejects(pick(world, 'campaign', start), (error) => {
			assert.ok(error instanceof RestFailure);
			assert.match(error.body, /403|allow-?list|refuses/i);
			return true;
		});
	},
};

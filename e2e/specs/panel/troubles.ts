import assert from 'node:assert/strict';
import { byCode } from '../../world/runNode';
import { withEditorPage } from '../../world/withEditorPage';
import type { Specs } from '../../world/World';
import { buttonWorkflow, dialer } from './leadsWorkflow';

export const troubles: Specs = {
	'panel: a rejected lead says what happened and what to do': async (world) => {
		const [campaign] = world.simulator.campaigns;
		const { id } = await buttonWorkflow(world, 'Rejected lead', {
			resource: 'call',
			operation: 'add',
			campaign: byCode(campaign.code),
			target: 'call me later',
		});
		await withEditorPage(world, async (editorPage) => {
			const { output } = editorPage;
			await editorPage.openWorkflow(id);
			await editorPage.openNode(dialer);
			await editorPage.runNode();
			await output
				.getByText(/The phone number was not accepted as a target/)
				.first()
				.waitFor();
			await output
				.getByText(/Check the number: digits only/)
				.first()
				.waitFor();
			await editorPage.takePicture(
				'rejected-lead',
				[output],
				[output.getByText('1 item', { exact: true }), output.getByText('Error details')],
			);
		});
		assert.equal(campaign.pending.size, 0);
	},

	'panel: a picker says why it has no campaigns': async (world) => {
		const { simulator } = world;
		const start = { resource: 'campaign', operation: 'start' };
		const { id } = await buttonWorkflow(world, 'Broken picker', start);
		simulator.options.forbidden = true;
		await withEditorPage(world, async (editorPage) => {
			const { page } = editorPage;
			await editorPage.openWorkflow(id);
			await editorPage.openNode(dialer);
			await editorPage.openPicker('campaign');
			await page
				.getByText(/refuses requests from this computer/)
				.first()
				.waitFor();
			await editorPage.takePicture(
				'broken-picker',
				[editorPage.parameters],
				[editorPage.field('operation'), page.getByText('Check your credential')],
			);
		});
	},

	'panel: what costs something says so before it is used': async (world) => {
		const clear = { resource: 'campaign', operation: 'clearCalls' };
		const ignore = {
			resource: 'call',
			operation: 'add',
			additionalFields: { ignoreDncStatus: false },
		};
		await withEditorPage(world, async (editorPage) => {
			const { parameters } = editorPage;
			const clearing = await buttonWorkflow(world, 'Clear Calls', clear);
			await editorPage.openWorkflow(clearing.id);
			await editorPage.openNode(dialer);
			await parameters.getByText(/nothing brings the calls back/).waitFor();
			await editorPage.takePicture(
				'clear-calls',
				[parameters],
				[editorPage.field('operation'), parameters.getByText(/nothing brings the calls back/)],
			);

			const adding = await buttonWorkflow(world, 'Ignore Do-Not-Call', ignore);
			await editorPage.openWorkflow(adding.id);
			await editorPage.openNode(dialer);
			const cost = parameters.getByText(/people who asked not to be called/);
			assert.equal(await cost.count(), 0);
			await editorPage.field('ignoreDncStatus').locator('.el-switch').click();
			await cost.waitFor();
			await editorPage.takePicture(
				'ignore-do-not-call',
				[parameters],
				[parameters.getByText('Additional Fields', { exact: true }), cost],
			);
		});
	},
};

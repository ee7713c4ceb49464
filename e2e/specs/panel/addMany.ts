import assert from 'node:assert/strict';
import { withEditorPage } from '../../world/withEditorPage';
import type { Specs } from '../../world/World';
import { dialer, leadsWorkflow } from './leadsWorkflow';

export const addMany: Specs = {
	'panel: a CSV’s columns dragged onto Add Many, run, and the verdicts read': async (world) => {
		const [campaign] = world.simulator.campaigns;
		const parameters = { resource: 'call', operation: 'addMany' };
		const { id } = await leadsWorkflow(world, 'Columns onto Add Many', parameters);
		await withEditorPage(world, async (editorPage) => {
			const { page, input, output, parameters: panel } = editorPage;
			await editorPage.openWorkflow(id);
			await editorPage.openNode(dialer);
			await page.getByTestId('execute-previous-node').click();
			await input.getByText('300 items').waitFor();

			const entries = await editorPage.openPicker('campaign');
			await page.getByTestId('rlc-search').fill('morning');
			await entries.getByText('Morning leads (Enabled)').waitFor();
			assert.equal(await entries.count(), 1);
			await editorPage.takePicture('pick-campaign', [panel]);
			await entries.click();

			await editorPage.drag('Phone number', 'target');
			await editorPage.addField('Customer Name');
			await editorPage.drag('First name', 'customerName');
			await page.getByTestId('fixed-collection-add').click();
			await editorPage.field('name').locator('input').fill('lead_id');
			await editorPage.drag('Lead ID', 'value');
			await panel.getByText('L-1001').waitFor();
			await page.setViewportSize({ width: 1280, height: 1060 });
			await editorPage.leaveField();
			await editorPage.takePicture('map-columns', [input, panel]);

			await editorPage.runNode();
			const hint = output.getByTestId('node-hint').first();
			await hint.waitFor();
			assert.match(await hint.innerText(), /^Leads: \d+ added, \d+ rejected\./);
			for (const status of ['added', 'rejected']) {
				await output.getByRole('cell', { name: status, exact: true }).first().waitFor();
			}
			await page.setViewportSize({ width: 1700, height: 700 });
			await editorPage.takePicture('verdicts', [output]);
		});
		const calls = [...campaign.pending];
		assert.ok(calls.length > 280, `${calls.length} calls wait in the campaign`);
		const first = calls.find(({ customData }) => customData.var_lead_id === 'L-1001');
		assert.equal(first?.phone, '972585550158');
		assert.equal(first.customerName, 'Noa');
	},
};

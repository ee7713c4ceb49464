import assert from 'node:assert/strict';
import { withEditorPage } from '../../world/EditorPage';
import type { Specs } from '../../world/openWorld';
import { byCode } from '../../world/runNode';
import { buttonWorkflow, dialer, leadsWorkflow } from './workflows';

export const addMany: Specs = {
	'panel: drag the columns of a CSV file onto Add Many, run it and read the verdicts': async (
		world,
	) => {
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
			await page.setViewportSize({ width: 2300, height: 830 });
			await editorPage.takePicture('verdicts', [output]);
		});
		const calls = [...campaign.pending];
		assert.ok(calls.length > 280, `${calls.length} calls are waiting in the campaign`);
		const first = calls.find(({ customData }) => customData.var_lead_id === 'L-1001');
		assert.equal(first?.phone, '972585550158');
		assert.equal(first.customerName, 'Noa');
	},
};

export const callingRules: Specs = {
	'panel: Calling Rules, with hours of one’s own': async (world) => {
		const [campaign] = world.simulator.campaigns;
		const { id } = await buttonWorkflow(world, 'Calling Rules', {
			resource: 'call',
			operation: 'addMany',
			campaign: byCode(campaign.code),
			target: '050-555-0142',
			callingRules: {
				callingHours: 'sunThu9to20Fri9to13',
				closedOnShabbatAndHolidays: true,
				outsideHours: 'schedule',
				stopBeforeClosing: 15,
				suppressedNumbers: '050-555-0154, 972535550120',
			},
		});
		await withEditorPage(world, async (editorPage) => {
			const { page, parameters } = editorPage;
			await editorPage.openWorkflow(id);
			await editorPage.openNode(dialer);
			const heading = parameters.getByText('Calling Rules', { exact: true });
			const adders = parameters.getByTestId('collection-parameter-add');
			const addRule = adders.nth(1);
			await adders.nth(2).scrollIntoViewIfNeeded();
			await editorPage.takePicture('calling-rules', [parameters], [heading, addRule]);

			const offersCustomHours = async () => {
				await addRule.click();
				await page.getByRole('option', { name: 'Time Zone', exact: true }).waitFor();
				const names = await page.getByRole('option').allInnerTexts();
				await page.keyboard.press('Escape');
				return names.includes('Custom Hours');
			};
			assert.equal(await offersCustomHours(), false);
			await editorPage.field('callingHours').click();
			await page.getByRole('option', { name: /^Custom/ }).click();
			assert.equal(await offersCustomHours(), true);
			await addRule.click();
			await page.getByRole('option', { name: 'Custom Hours', exact: true }).click();
			await parameters.getByText('Add Window', { exact: true }).click();
			await editorPage.field('days').getByText('Sunday', { exact: true }).waitFor();
		});
	},
};

export const troubles: Specs = {
	'panel: the error of a rejected lead says what happened and what to do': async (world) => {
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

	'panel: a picker without campaigns shows the error': async (world) => {
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
				.getByText(/rejects requests from this computer/)
				.first()
				.waitFor();
			await editorPage.takePicture(
				'broken-picker',
				[editorPage.parameters],
				[editorPage.field('operation'), page.getByText('Check your credential')],
			);
		});
	},

	'panel: risky operations and options show a warning': async (world) => {
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
			await parameters.getByText(/this cannot be undone/).waitFor();
			await editorPage.takePicture(
				'clear-calls',
				[parameters],
				[editorPage.field('operation'), parameters.getByText(/this cannot be undone/)],
			);

			const adding = await buttonWorkflow(world, 'Ignore Do-Not-Call', ignore);
			await editorPage.openWorkflow(adding.id);
			await editorPage.openNode(dialer);
			const cost = parameters.getByText(/may cost up to 46,080 NIS/);
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

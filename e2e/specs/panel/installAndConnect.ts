import assert from 'node:assert/strict';
import { freePort } from '../../machine/processes';
import { withEditorPage } from '../../world/EditorPage';
import { accountCode, type Specs } from '../../world/openWorld';
import { buttonWorkflow } from './workflows';

const packageName = 'n8n-nodes-voicenter-dialer';

export const install: Specs = {
	// The installation itself requires a published package, so the tests install the packed one.
	'panel: the dialog to enter the package’s name': async (world) => {
		await withEditorPage(world, async (editorPage) => {
			const { page } = editorPage;
			await page.goto('/settings/community-nodes');
			await page
				.getByRole('button', { name: /^Install/ })
				.first()
				.click();
			const modal = page.getByTestId('communityPackageInstall-modal');
			await modal.locator('input').first().fill(packageName);
			await page.getByTestId('user-agreement-checkbox').click();
			assert.ok(await page.getByTestId('install-community-package-button').isEnabled());
			await editorPage.takePicture('install', [modal]);
		});
	},
};

const searches = ['voicenter', 'call center', 'dialer'];

export const findNode: Specs = {
	'panel: a search for “voicenter”, “call center” or “dialer” finds the triggers': async (
		world,
	) => {
		await withEditorPage(world, async (editorPage) => {
			await editorPage.openWorkflow('new');
			for (const text of searches) {
				const list = await editorPage.searchNodes(text);
				await list.getByText('Starts the workflow when a Voicenter Dialer call rings').waitFor();
				await list.getByText('Starts the workflow when a campaign’s queue runs low').waitFor();
			}
			const list = await editorPage.searchNodes('dialer');
			const items = list.getByTestId('item-iterator-item');
			await editorPage.takePicture(
				'find-trigger',
				[list],
				[list.getByTestId('search-bar'), items.last()],
			);
		});
	},

	'panel: in a workflow, the same search finds the node with its operations': async (world) => {
		const { id } = await buttonWorkflow(world, 'Find the node', {});
		await withEditorPage(world, async (editorPage) => {
			await editorPage.openWorkflow(id);
			for (const text of searches) {
				const list = await editorPage.searchNodes(text);
				await list.getByText('Actions add leads to campaigns').waitFor();
			}
			const list = await editorPage.searchNodes('dialer');
			await list.getByText('Actions add leads to campaigns').click();
			await list.getByText('Add many calls to campaign').waitFor();
			await list.getByText('Start campaign').waitFor();
			await editorPage.takePicture('find-operation', [list]);
		});
	},
};

export const credential: Specs = {
	'panel: the credential test distinguishes five results': async (world) => {
		const { simulator } = world;
		await withEditorPage(world, async (editorPage) => {
			const { page } = editorPage;
			await page.goto('/home/credentials');
			await page.getByTestId('add-resource-credential').first().click();
			await page.getByTestId('new-credential-type-select').locator('input').fill('Voicenter');
			await page
				.getByTestId('new-credential-type-select-option')
				.getByText('Voicenter Dialer API', { exact: true })
				.click();
			await page.getByTestId('new-credential-type-button').click();

			const modal = page.getByTestId('editCredential-modal');
			const fill = async (field: string, value: string) => {
				await modal.getByTestId(`parameter-input-${field}`).locator('input').fill(value);
			};
			/** Saving tests the credential. Details are hidden until the user clicks “More details”. */
			const expectMessage = async (text: RegExp) => {
				await modal.getByTestId('credential-save-button').click();
				const more = modal.getByText('More details');
				await modal.getByText(text).or(more).first().waitFor();
				if (await more.isVisible()) await more.click();
				await modal.getByText(text).waitFor();
				// n8n does not save a change that is made while it is saving.
				await page.waitForLoadState('networkidle');
			};
			await fill('accountCode', 'wrong');
			await page.setViewportSize({ width: 1280, height: 1060 });
			await editorPage.takePicture('credential', [modal]);
			await page.setViewportSize({ width: 1280, height: 800 });
			await fill('baseUrl', simulator.url);
			await fill('monitorUrl', simulator.url);
			await expectMessage(/The account code was not accepted/);
			await editorPage.takePicture('credential-wrong-code', [modal]);

			await fill('accountCode', accountCode);
			simulator.options.forbidden = true;
			await expectMessage(/allowed addresses/);
			simulator.options.forbidden = false;

			await fill('baseUrl', `http://127.0.0.1:${await freePort()}`);
			await expectMessage(/Could not reach/);

			await fill('baseUrl', `${simulator.url}/some/path`);
			await expectMessage(/not a Voicenter address/);

			await fill('baseUrl', simulator.url);
			await expectMessage(/Connection tested successfully/);
		});
	},
};

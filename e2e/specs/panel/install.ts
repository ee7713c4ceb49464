import assert from 'node:assert/strict';
import { withEditorPage } from '../../world/withEditorPage';
import type { Specs } from '../../world/World';

const packageName = 'n8n-nodes-voicenter-dialer';

export const install: Specs = {
	// Installing itself takes a published package; the tests install the packed one.
	'panel: the place where the package’s name is entered': async (world) => {
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

import { freePort } from '../../machine/freePort';
import { accountCode } from '../../world/openWorld';
import { withEditorPage } from '../../world/withEditorPage';
import type { Specs } from '../../world/World';

export const credential: Specs = {
	'panel: the credential says which of five things it is': async (world) => {
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
			/** Saving tests it. The details of a message are there once they were asked for. */
			const says = async (text: RegExp) => {
				await modal.getByTestId('credential-save-button').click();
				const more = modal.getByText('More details');
				await modal.getByText(text).or(more).first().waitFor();
				if (await more.isVisible()) await more.click();
				await modal.getByText(text).waitFor();
				// A change that comes while n8n still saves is not saved.
				await page.waitForLoadState('networkidle');
			};
			await fill('accountCode', 'wrong');
			await editorPage.takePicture('credential', [modal]);
			await fill('baseUrl', simulator.url);
			await fill('monitorUrl', simulator.url);
			await says(/The account code was not accepted/);
			await editorPage.takePicture('credential-wrong-code', [modal]);

			await fill('accountCode', accountCode);
			simulator.options.forbidden = true;
			await says(/has to be allow-listed/);
			simulator.options.forbidden = false;

			await fill('baseUrl', `http://127.0.0.1:${await freePort()}`);
			await says(/could not be reached/);

			await fill('baseUrl', `${simulator.url}/some/path`);
			await says(/not a Voicenter address/);

			await fill('baseUrl', simulator.url);
			await says(/Connection tested successfully/);
		});
	},
};

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EditorPage } from '../browser/EditorPage';
import { openBrowser } from '../browser/openBrowser';
import type { World } from './World';

/** Where whoever has to find out what went wrong sees the window as it was then. */
const lastFailure = join(tmpdir(), 'voicenter-dialer-e2e-panel.png');

/** The editor in a browser of its own, logged in as the world's owner. */
export async function withEditorPage(
	{ editor, images }: World,
	use: (editorPage: EditorPage) => Promise<void>,
): Promise<void> {
	const { page, close } = await openBrowser(editor);
	try {
		await use(new EditorPage(page, images));
	} catch (error) {
		await page.screenshot({ path: lastFailure });
		if (error instanceof Error) error.message += `\nThe window as it was: ${lastFailure}`;
		throw error;
	} finally {
		await close();
	}
}

import { chromium, selectors, type Page } from 'playwright-core';
import type { Editor } from '../n8n/Editor';
import { ensureProgram } from '../machine/ensureProgram';

const args = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** As large as a small laptop's window: what is cut off here is cut off for somebody. */
const viewport = { width: 1280, height: 800 };

const program = {
	names: ['chromium', 'chromium-browser', 'google-chrome'],
	neededBy: 'Seeing the panel',
	// The second is for the Hebrew names in the simulator's campaigns.
	debianPackages: ['chromium', 'fonts-dejavu-core'],
};

const patienceMs = 20_000;

/** n8n's editor names its parts by this attribute. */
selectors.setTestIdAttribute('data-test-id');

export interface OpenBrowser {
	readonly page: Page;
	readonly close: () => Promise<void>;
}

/** n8n's editor in Chromium, in light theme, with the editor's session. */
export async function openBrowser({ rest }: Editor): Promise<OpenBrowser> {
	const browser = await chromium.launch({ executablePath: await ensureProgram(program), args });
	const context = await browser.newContext({
		viewport,
		colorScheme: 'light',
		locale: 'en-US',
		baseURL: rest.url,
		permissions: ['clipboard-read', 'clipboard-write'],
	});
	const { browserId, cookie } = rest.session;
	const [name, value] = cookie.split('=');
	await context.addCookies([{ name, value, url: rest.url }]);
	await context.addInitScript((id) => localStorage.setItem('n8n-browserId', id), browserId);
	const page = await context.newPage();
	page.setDefaultTimeout(patienceMs);
	return { page, close: async () => await browser.close() };
}

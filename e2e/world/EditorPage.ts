import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, selectors, type Locator, type Page } from 'playwright-core';
import { ensureProgram } from '../machine/ensureProgram';
import type { EditorApi } from '../n8n/EditorApi';
import type { World } from './openWorld';

/** n8n's editor as a user sees it: the canvas, the list of nodes, and a node's panel. */
class EditorPage {
	/** @param images the folder for screenshots; without it, none are taken */
	constructor(
		readonly page: Page,
		private readonly images?: string,
	) {}

	get input(): Locator {
		return this.page.getByTestId('ndv-input-panel');
	}

	get output(): Locator {
		return this.page.getByTestId('output-panel');
	}

	/** The node's panel. */
	get panel(): Locator {
		return this.page.getByTestId('ndv');
	}

	get parameters(): Locator {
		return this.page.getByTestId('node-parameters');
	}

	/** A field in the node's panel or in a credential. */
	field(name: string): Locator {
		return this.page.getByTestId(`parameter-input-${name}`);
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`/workflow/${id}`);
		await this.page.getByTestId('canvas-wrapper').waitFor();
	}

	/** A node or a note on the canvas. */
	nodeNamed(name: string): Locator {
		return this.page.locator(`[data-node-type][data-node-name="${name}"]`);
	}

	async openNode(name: string): Promise<void> {
		await this.nodeNamed(name).dblclick({ timeout: 30_000 });
		await this.parameters.waitFor();
	}

	/** Searches in the node list. */
	async searchNodes(text: string): Promise<Locator> {
		const list = this.page.getByTestId('node-creator');
		if (!(await list.isVisible())) {
			await this.page.getByTestId('node-creator-plus-button').click();
		}
		await this.page.getByTestId('node-creator-search-bar').fill(text);
		return list;
	}

	/** Opens a picker and returns its entries. */
	async openPicker(field: string): Promise<Locator> {
		await this.page.getByTestId(`resource-locator-${field}`).getByTestId('rlc-input').click();
		return this.page.getByTestId('rlc-item');
	}

	/** Drags an input column onto a field, or onto the last one of several. */
	async drag(column: string, field: string): Promise<void> {
		const end = await centerOf(this.field(field).last());
		const start = await centerOf(this.input.getByText(column, { exact: true }).first());
		await this.page.mouse.move(start.x, start.y);
		await this.page.mouse.down();
		await this.page.mouse.move(start.x + 20, start.y, { steps: 4 });
		await this.page.mouse.move(end.x, end.y, { steps: 12 });
		await this.page.mouse.up();
	}

	/** Closes the popover below the last edited field. */
	async leaveField(): Promise<void> {
		await this.parameters.getByText('Resource', { exact: true }).click();
		await this.parameters.getByText('Result', { exact: true }).waitFor({ state: 'hidden' });
	}

	/** Adds a field in “Additional Fields”. */
	async addField(name: string): Promise<void> {
		await this.leaveField();
		const option = this.page.getByRole('option', { name, exact: true });
		// The panel may still be moving below the field that was left, and close the list again.
		for (let tries = 0; tries < 3 && !(await option.isVisible()); tries++) {
			await this.parameters.getByTestId('collection-parameter-add').first().click();
			await option.waitFor({ timeout: 3000 }).catch(() => {});
		}
		await option.click();
	}

	async runNode(): Promise<void> {
		await this.page.getByTestId('node-execute-button').click();
	}

	/**
	 * Takes a screenshot for the docs if `images` is set.
	 * @param parts adjacent parts of the window
	 * @param rows crops the parts above the first and below the last of these
	 */
	async takePicture(
		name: string,
		parts: readonly Locator[],
		rows: readonly Locator[] = [],
	): Promise<void> {
		if (this.images === undefined) return;
		await this.page.mouse.move(0, 0);
		await this.page.screenshot({
			path: join(this.images, `${name}.png`),
			clip: await frameOf(parts, rows),
			animations: 'disabled',
			caret: 'hide',
			// n8n's toasts, which appear and disappear at any time.
			style: '.el-notification { visibility: hidden }',
		});
	}
}

/** The margin above and below the rows of a screenshot, in pixels. */
const margin = 16;

async function frameOf(parts: readonly Locator[], rows: readonly Locator[]): Promise<Box> {
	const whole = around(await Promise.all(parts.map(boxOf)));
	if (rows.length === 0) return whole;
	const shown = around(await Promise.all(rows.map(boxOf)));
	const y = Math.max(whole.y, shown.y - margin);
	const bottom = Math.min(whole.y + whole.height, shown.y + shown.height + margin);
	return { ...whole, y, height: bottom - y };
}

/** The bounding box of all boxes. */
function around(boxes: readonly Box[]): Box {
	const x = Math.min(...boxes.map((box) => box.x));
	const y = Math.min(...boxes.map((box) => box.y));
	const right = Math.max(...boxes.map((box) => box.x + box.width));
	const bottom = Math.max(...boxes.map((box) => box.y + box.height));
	return { x, y, width: right - x, height: bottom - y };
}

interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

async function boxOf(part: Locator): Promise<Box> {
	const box = await part.boundingBox();
	if (box === null) throw new Error('The element is not visible');
	return box;
}

async function centerOf(part: Locator): Promise<{ x: number; y: number }> {
	await part.scrollIntoViewIfNeeded();
	const { x, y, width, height } = await boxOf(part);
	return { x: x + width / 2, y: y + height / 2 };
}

/** A screenshot of the window at the time of the failure. */
const lastFailure = join(tmpdir(), 'voicenter-dialer-e2e-panel.png');

/** Opens the editor in a new browser, logged in as the owner. */
export async function withEditorPage(
	{ editor, images }: World,
	use: (editorPage: EditorPage) => Promise<void>,
): Promise<void> {
	const { page, close } = await openBrowser(editor);
	try {
		await use(new EditorPage(page, images));
	} catch (error) {
		await page.screenshot({ path: lastFailure });
		if (error instanceof Error) error.message += `\nScreenshot of the failure: ${lastFailure}`;
		throw error;
	} finally {
		await close();
	}
}

const args = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** The size of a small laptop's window, where texts are cut off first. */
const viewport = { width: 1280, height: 800 };

const program = {
	names: ['chromium', 'chromium-browser', 'google-chrome'],
	neededBy: 'The panel tests',
	// The second font is for the simulator's Hebrew campaign names.
	debianPackages: ['chromium', 'fonts-dejavu-core'],
};

const patienceMs = 20_000;

/** n8n's editor marks its elements with this attribute. */
selectors.setTestIdAttribute('data-test-id');

export interface OpenBrowser {
	readonly page: Page;
	readonly close: () => Promise<void>;
}

/** Opens n8n's editor in Chromium in light mode with this session. */
async function openBrowser({ rest }: EditorApi): Promise<OpenBrowser> {
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

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	changeNodes,
	workflowsFolder,
	type SavedWorkflow,
	type Workflow,
	type WorkflowNode,
} from '../../n8n/workflows';
import { withEditorPage } from '../../world/EditorPage';
import type { Specs, World } from '../../world/openWorld';
import { readFilledIn } from '../../world/readyMade';
import {
	currentFingerprints,
	fingerprintsFile,
	overviewOf,
	sectionsOf,
	stepsOf,
	workflowNamed,
	workflowNames,
} from '../../world/workflowPicture';

interface NodeType {
	readonly name: string;
	readonly version: number | readonly number[];
}

/** The workflow with all that a builder fills in, so that no node shows what is missing. */
async function saveFilledIn(world: World, name: string): Promise<SavedWorkflow> {
	const { editor } = world;
	const google = 'googleSheetsOAuth2Api';
	const model = 'openAiApi';
	const credentials: NonNullable<WorkflowNode['credentials']> = {
		[google]: await editor.saveCredential('Google Sheets account', google, {}),
		[model]: await editor.saveCredential('Model account', model, { apiKey: 'none' }),
	};
	const onlyFor = (type: string) => ({ [type]: credentials[type] });
	const chosen = (cachedResultName: string) => ({
		__rl: true,
		mode: 'list',
		value: '1',
		cachedResultName,
	});
	const filledIn = changeNodes(readFilledIn(world, `${name}.json`), ({ type, parameters }) => {
		if (type === '@n8n/n8n-nodes-langchain.lmChatOpenAi') return { credentials: onlyFor(model) };
		if (type !== 'n8n-nodes-base.googleSheets') return undefined;
		return {
			credentials: onlyFor(google),
			parameters: { ...parameters, documentId: chosen('Calls'), sheetName: chosen('Sheet1') },
		};
	});
	return await editor.saveWorkflow(filledIn);
}

/** The size of a window in which n8n shows the whole workflow nearly in its full size. */
function windowFor(workflow: Workflow): { width: number; height: number } {
	const corners = workflow.nodes.map(({ position, parameters }) => {
		const [x, y] = position as [number, number];
		const { width = 200, height = 160 } = (parameters ?? {}) as Record<string, number>;
		return { x, y, right: x + width, bottom: y + height };
	});
	const width =
		Math.max(...corners.map(({ right }) => right)) - Math.min(...corners.map(({ x }) => x));
	const height =
		Math.max(...corners.map(({ bottom }) => bottom)) - Math.min(...corners.map(({ y }) => y));
	const scale = Math.min(0.9, widestPicture / width);
	return { width: Math.round(width * scale) + 300, height: Math.round(height * scale) + 400 };
}

const widestPicture = 1600;

export const readyMade: Specs = {
	'panel: ready-made workflows: n8n has every node, in its version': async ({ editor }) => {
		const types = (await editor.rest.request('GET', '/types/nodes.json')) as NodeType[];
		for (const name of workflowNames) {
			const unknown = workflowNamed(name).nodes.filter(
				(node) =>
					!types.some(
						(type) =>
							type.name === node.type && [type.version].flat().includes(node.typeVersion as number),
					),
			);
			assert.deepEqual(unknown, [], name);
		}
	},

	'panel: ready-made workflows: imported from a file, with readable notes': async (world) => {
		const { images } = world;
		await withEditorPage(world, async (editorPage) => {
			const { page } = editorPage;
			for (const name of workflowNames) {
				const workflow = workflowNamed(name);
				await editorPage.openWorkflow('new');
				await page
					.getByTestId('workflow-import-input')
					.setInputFiles(join(workflowsFolder, `${name}.json`));
				for (const step of stepsOf(workflow)) await editorPage.nodeNamed(step.name).waitFor();

				const saved = await saveFilledIn(world, name);
				await page.setViewportSize(windowFor(workflow));
				await editorPage.openWorkflow(saved.id);
				await page.keyboard.press('1');
				for (const note of [overviewOf(workflow), ...sectionsOf(workflow)]) {
					const hidden = await editorPage
						.nodeNamed(note.name)
						.locator('*')
						.evaluateAll((parts) =>
							Math.max(
								...parts.map(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight),
							),
						);
					assert.ok(hidden <= 4, `${name}: “${note.name}” hides ${hidden} pixels of its text`);
				}
				const sections = sectionsOf(workflow).map((note) => editorPage.nodeNamed(note.name));
				await editorPage.takePicture(`workflows/${name}`, sections);
			}
		});
		if (images === undefined) return;
		mkdirSync(join(images, 'workflows'), { recursive: true });
		writeFileSync(
			join(images, 'workflows', fingerprintsFile),
			`${JSON.stringify(currentFingerprints(), undefined, '\t')}\n`,
		);
	},
};

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../e2e/machine/folders';
import type { WorkflowNode } from '../../e2e/n8n/workflows';
import {
	currentFingerprints,
	fingerprintsFile,
	overviewOf,
	sectionsOf,
	stepsOf,
	workflowNamed,
	workflowNames,
} from '../../e2e/world/workflowPicture';
import { workflowGroups } from '../../scripts/docs';
import { linksOf, readFile } from './docs/pages';

const folder = 'docs/images/workflows';
const textOf = ({ parameters }: WorkflowNode) => String(parameters?.content);
const wordsIn = (text: string) => text.split(/\s+/).filter(Boolean).length;

describe('pictures of the ready-made workflows', () => {
	it('docs/workflows.md lists every workflow once', () => {
		expect(Object.values(workflowGroups).flat().sort()).toEqual(workflowNames);
	});

	it('each picture shows the workflow as it is now (npm run screenshots takes them)', () => {
		expect(JSON.parse(readFile(join(folder, fingerprintsFile)))).toEqual(currentFingerprints());
		expect(readdirSync(join(repositoryRoot, folder)).sort()).toEqual(
			[...workflowNames.map((name) => `${name}.png`), fingerprintsFile].sort(),
		);
	});

	it.each(workflowNames)('the picture of %s has at most 150 KB', (name) => {
		const { size } = statSync(join(repositoryRoot, folder, `${name}.png`));
		expect(size).toBeLessThanOrEqual(150 * 1024);
	});
});

/** What n8n's template library asks for. */
describe.each(workflowNames)('notes of %s', (name) => {
	const workflow = workflowNamed(name);
	const overview = textOf(overviewOf(workflow));

	it('one note says for whom it is, how it works, and the three things to fill in', () => {
		expect(overview).toMatch(
			/^## (.+)\nFor [^]+\n\n### How it works\n[^]+\n\n### Setup\nNeeds self-hosted n8n with the community node `n8n-nodes-voicenter-dialer`\. Fill in three things:\n1\. .+\n2\. .+\n3\. .+(\n\n|$)/,
		);
		expect(overview).toMatch(new RegExp(`^## ${workflow.name}\n`));
		expect(wordsIn(overview)).toBeGreaterThanOrEqual(100);
		expect(wordsIn(overview)).toBeLessThanOrEqual(300);
	});

	it('white notes say in a few words what the nodes on them do', () => {
		for (const section of sectionsOf(workflow)) expect(wordsIn(textOf(section))).toBeLessThan(50);
		const areas = sectionsOf(workflow).map(({ position, parameters }) => {
			const [left, top] = position as [number, number];
			const { width, height } = parameters as { width: number; height: number };
			return { left, top, right: left + width, bottom: top + height };
		});
		const outside = stepsOf(workflow).filter(({ position }) => {
			const [x, y] = position as [number, number];
			const around = areas.filter(
				({ left, top, right, bottom }) => left < x && x < right && top < y && y < bottom,
			);
			return around.length !== 1;
		});
		expect(outside.map((step) => step.name)).toEqual([]);
	});

	// An imported note is in no folder that a relative link could start from.
	it('links in notes are absolute', () => {
		const text = workflow.nodes.map(textOf).join('\n');
		expect(linksOf({ path: name, text }).filter((link) => !link.startsWith('https://'))).toEqual(
			[],
		);
	});
});

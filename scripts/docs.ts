import type { INodeProperties, INodeType } from 'n8n-workflow';
import { join } from 'node:path';
import { repositoryRoot } from '../e2e/machine/folders';
import { readOptions, runToTheEnd } from '../e2e/machine/terminal';
import { isAtLeast, needs, nodeMajorFor, triedVersions } from '../e2e/n8n/versions';
import { overviewOf, workflowNamed } from '../e2e/world/workflowPicture';
import {
	faults,
	internalErrorCode,
	textOfErrorCode,
	type ErrorText,
} from '../nodes/VoicenterDialer/api/errors';
import { methods, type MethodName } from '../nodes/VoicenterDialer/api/methods';
import { resources } from '../nodes/VoicenterDialer/operations/panel';
import { n8n } from '../package.json';
import { markdownTable, writeSection, type SectionOfFile } from './docSections';

/** The n8n versions that pass the end-to-end tests, and their missing features. */
function versionsTable(): string {
	const rows = triedVersions.map((version) => {
		const missing = needs.filter(({ since }) => !isAtLeast(version, since));
		return [
			version,
			`${nodeMajorFor(version)} or later`,
			missing.map(({ what, since }) => `${what}: requires n8n ${since}`).join('; ') || '–',
		];
	});
	return markdownTable(['n8n', 'on Node', 'Without'], rows);
}

/** Nearly every operation has these fields. Other sections describe them. */
const toldElsewhere = new Set(['campaign', 'options', 'specifyCustomVariables']);

/** docs/operations.md and docs/calling-rules.md describe what is in them in tables of their own. */
const leadCollections = new Set(['additionalFields', 'callingRules', 'updateFields']);

const nameOf = (field: INodeProperties) =>
	leadCollections.has(field.name) ? field.displayName : shownName(field);

function operationsTable(): string {
	const rows = resources.flatMap(({ option, operations }) =>
		operations.map(({ option: { name, description = '' }, fields }) => {
			const shown = fields.filter(
				({ name, type }) => type !== 'notice' && !toldElsewhere.has(name),
			);
			const names = shown.map(nameOf).join(', ');
			return [option.name, `**${name}**`, description, names || '–'];
		}),
	);
	return markdownTable(['Resource', 'Operation', 'Does', 'Fields besides Campaign'], rows);
}

interface Use {
	readonly resource: string;
	readonly operation: string;
	readonly option: INodeProperties;
}

const uses: readonly Use[] = resources.flatMap(({ option: { name: resource }, operations }) =>
	operations.flatMap(({ option: { name: operation }, fields }) =>
		fields
			.filter(({ name }) => name === 'options')
			.flatMap((field) => field.options as INodeProperties[])
			.map((option) => ({ resource, operation, option })),
	),
);

const operationCount = resources.flatMap(({ operations }) => operations).length;

function shownDefault({ type, default: value }: INodeProperties): string {
	if (type === 'boolean') return value === true ? 'on' : 'off';
	return value === '' ? '–' : String(value);
}

/** Returns “10 (Add Many: 2)” if operations differ. */
function defaultsOf(users: readonly Use[]): string {
	const usual = shownDefault(users[0].option);
	const others = users.filter(({ option }) => shownDefault(option) !== usual);
	if (others.length === 0) return usual;
	return `${usual} (${others.map(({ operation, option }) => `${operation}: ${shownDefault(option)}`).join(', ')})`;
}

function placesOf(users: readonly Use[]): string {
	if (users.length === operationCount) return 'all';
	const places = new Map<string, string[]>();
	for (const { resource, operation } of users) {
		places.set(resource, [...(places.get(resource) ?? []), operation]);
	}
	return [...places].map(([resource, names]) => `${resource}: ${names.join(', ')}`).join('; ');
}

function optionsTable(): string {
	const names = [...new Set(uses.map(({ option }) => option.displayName))].sort();
	const rows = names.map((name) => {
		const users = uses.filter(({ option }) => option.displayName === name);
		return [`**${name}**`, defaultsOf(users), users[0].option.description ?? '', placesOf(users)];
	});
	return markdownTable(['Option', 'Default', 'What it does', 'In'], rows);
}

async function triggersTable(): Promise<string> {
	const nodes = await Promise.all(n8n.nodes.map(instanceOf<INodeType>));
	const triggers = nodes.filter(({ description }) => description.group.includes('trigger'));
	const rows = triggers.map(({ description: { displayName, description, properties } }) => {
		const fields = properties.filter(({ type }) => type !== 'notice' && type !== 'hidden');
		return [`**${displayName}**`, description, fields.map(shownName).join(', ')];
	});
	return markdownTable(['Trigger', 'Does', 'Fields'], rows);
}

const methodNames = Object.keys(methods) as MethodName[];
const codes = Array.from({ length: 109 }, (_, index) => index - 9).filter((code) => code !== 0);

interface TextOfCodes extends ErrorText {
	readonly codes: Set<number>;
}

/** Groups the ErrorCodes by their text. */
function textsOfCodes(): TextOfCodes[] {
	const texts = new Map<string, TextOfCodes>();
	for (const code of codes) {
		for (const method of methodNames) {
			const text = textOfErrorCode(method, code);
			const known = texts.get(text.message) ?? { ...text, codes: new Set() };
			texts.set(text.message, known);
			known.codes.add(code);
		}
	}
	const isGeneral = (text: TextOfCodes) => text.codes.size > codes.length / 2;
	return [...texts.values()].sort(
		(one, other) =>
			Number(isGeneral(one)) - Number(isGeneral(other)) ||
			Math.min(...one.codes) - Math.min(...other.codes),
	);
}

const shownCodes = (numbers: ReadonlySet<number>) =>
	numbers.size === 1 ? ` (ErrorCode ${[...numbers].join()})` : '';

const row = ({ message, advice }: ErrorText, codesShown: string, mayBeDone: boolean) => [
	message + codesShown,
	mayBeDone ? '**perhaps**' : 'no',
	advice,
];

/** The error messages and their advice, from the node's texts. */
function errorsTable(): string {
	return markdownTable(
		['Message', 'Processed?', 'What to do'],
		[
			...textsOfCodes().map((text) =>
				row(
					text,
					shownCodes(text.codes),
					text.codes.has(internalErrorCode) && text.codes.size === 1,
				),
			),
			...Object.values(faults).map((fault) => row(fault, '', fault.mayBeDone)),
		],
	);
}

/** The display name of a field, with its members if it is a collection. */
export function shownName({ type, displayName, options = [] }: INodeProperties): string {
	if (type !== 'collection') return displayName;
	const members = (options as INodeProperties[]).filter(({ type }) => type !== 'hidden');
	return `${displayName} (${members.map((member) => member.displayName).join(', ')})`;
}

/** The ready-made workflows by what they are for. */
export const workflowGroups: Readonly<Record<string, readonly string[]>> = {
	'Add leads': [
		'leads-from-csv',
		'sheet-to-campaign',
		'web-form-to-call',
		'crm-stage-to-call',
		'queue-low-refill',
		'ai-agent-adds-call',
	],
	'Respect the people called': ['consent-trail', 'attempts', 'hours-guard', 'opt-out'],
	'Follow up': ['missed-call-to-retry-campaign', 'find-unknown-leads', 'campaign-overview'],
	'Save outcomes': [
		'outcomes-to-table',
		'outcomes-to-sheet',
		'outcomes-to-csv',
		'fill-missed-outcomes',
		'each-event-once',
	],
};

/** The title and the first paragraph of the workflow's note, and its picture. */
function workflowEntry(name: string): string {
	const workflow = workflowNamed(name);
	const [, about = ''] = String(overviewOf(workflow).parameters?.content).split('\n');
	const file = `../examples/workflows/${name}.json`;
	const picture = `![The nodes of “${workflow.name}” on n8n’s canvas](images/workflows/${name}.png)`;
	return [`### ${workflow.name}`, `${about} [${name}.json](${file})`, picture].join('\n\n');
}

const workflowsGallery = (): string =>
	Object.entries(workflowGroups)
		.map(([group, names]) => [`## ${group}`, ...names.map(workflowEntry)].join('\n\n'))
		.join('\n\n');

/** Loads a node or credential by its path in package.json. */
export async function instanceOf<T>(path: string): Promise<T> {
	const source = join(repositoryRoot, path.replace(/^dist\/(.+)\.js$/, '$1.ts'));
	const [Class] = Object.values((await import(source)) as Record<string, new () => T>);
	return new Class();
}

const section = (page: string, heading: string, name: string, content: string): SectionOfFile => ({
	file: join(repositoryRoot, 'docs', page),
	heading: `# ${heading}`,
	name,
	content,
});

/** The sections of the docs that are made from the code. */
export const sections = async (): Promise<SectionOfFile[]> => [
	section('compatibility.md', 'Compatibility', 'versions', versionsTable()),
	section('operations.md', 'Operations', 'operations', operationsTable()),
	section('options.md', 'Options', 'options', optionsTable()),
	section('triggers.md', 'Triggers', 'triggers', await triggersTable()),
	section('errors.md', 'Errors', 'errors', errorsTable()),
	section('workflows.md', 'Ready-made workflows', 'workflows', workflowsGallery()),
];

const usage = `
npm run docs

Writes the parts of docs/ that are made from the code and the ready-made workflows. Takes some seconds.
It has no options.
`;

async function main(): Promise<number> {
	readOptions(usage, {});
	for (const one of await sections()) writeSection(one);
	return 0;
}

// The tests import this file, too.
if (require.main === module) void runToTheEnd(main);

import type { ICredentialType, INodeProperties, INodeType } from 'n8n-workflow';
import { resolve } from 'node:path';
import { pages, readFile } from './harness/pages';

interface Manifest {
	readonly n8n: { readonly nodes: readonly string[]; readonly credentials: readonly string[] };
}

const { n8n } = JSON.parse(readFile('package.json')) as Manifest;
const prose = pages.map(({ text }) => text).join('\n');

const sourceOf = (path: string) => resolve(path.replace(/^dist\/(.+)\.js$/, '$1.ts'));

async function instanceOf<T>(path: string): Promise<T> {
	const [Class] = Object.values((await import(sourceOf(path))) as Record<string, new () => T>);
	return new Class();
}

/** The names of all fields, also of those in collections. */
const namesOf = (properties: readonly INodeProperties[]): string[] =>
	properties.flatMap(({ type, displayName, options = [] }) =>
		type === 'collection'
			? [displayName, ...namesOf(options as INodeProperties[])]
			: type === 'notice' || type === 'hidden'
				? []
				: [displayName],
	);

const untold = (names: readonly string[]) => [
	...new Set(names.filter((name) => !prose.includes(name))),
];

it.each(n8n.nodes)('the docs name every field of %s', async (path) => {
	const { description } = await instanceOf<INodeType>(path);
	expect(untold([description.displayName, ...namesOf(description.properties)])).toEqual([]);
});

it.each(n8n.credentials)('the docs name every field of %s', async (path) => {
	const { properties } = await instanceOf<ICredentialType>(path);
	expect(untold(namesOf(properties))).toEqual([]);
});

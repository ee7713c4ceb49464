import type { ICredentialType, INodeProperties, INodeType } from 'n8n-workflow';
import { n8n } from '../../package.json';
import { instanceOf } from '../../scripts/docs';
import { pages } from './harness/pages';

const prose = pages.map(({ text }) => text).join('\n');

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

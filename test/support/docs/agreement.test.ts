import { basename } from 'node:path';
import type { ICredentialType, INodeProperties, INodeType } from 'n8n-workflow';
import { cleanPhoneNumber, dropDecimals } from '../../../nodes/VoicenterDialer/api/phone';
import { toEpochSeconds } from '../../../nodes/VoicenterDialer/input/time';
import { n8n } from '../../../package.json';
import { withSection } from '../../../scripts/docSections';
import { instanceOf, sections, shownName } from '../../../scripts/docs';
import { pageAt, pages, readFile, rowsBelow } from './pages';

describe('examples', () => {
	const unquote = (cell: string) => cell.replace(/^`|`$/g, '');

	it.each(rowsBelow(pageAt('docs/phone-formats.md'), '# Phone formats'))(
		'docs/phone-formats.md: %s is sent as %s',
		(written, sent) => {
			expect(cleanPhoneNumber(dropDecimals(unquote(written), 'Phone'))).toBe(unquote(sent));
		},
	);

	it.each(rowsBelow(pageAt('docs/phone-formats.md'), '## Decimals'))(
		'docs/phone-formats.md: %s is an error',
		(written) => {
			expect(() => dropDecimals(unquote(written), 'Phone')).toThrow('“Phone”');
		},
	);

	it.each(rowsBelow(pageAt('docs/time-zones.md'), 'These all mean'))(
		'docs/time-zones.md: %s',
		(written) => {
			const seconds = toEpochSeconds(unquote(written), 'Originate Time', 'Asia/Jerusalem');
			expect(new Date(seconds * 1000).toISOString()).toBe('2027-07-01T06:30:00.000Z');
		},
	);
});

describe('names', () => {
	const prose = pages.map(({ text }) => text).join('\n');

	/** The names of all fields, including those in collections. */
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
});

describe('tables', () => {
	it('the tables in docs/ match the code (npm run docs writes them)', async () => {
		for (const section of await sections()) {
			const page = readFile(`docs/${basename(section.file)}`);
			expect(page).toContain(`<!-- ${section.name}:start -->`);
			expect(withSection(page, section)).toBe(page);
		}
	});
});

describe('names of fields', () => {
	const field = (displayName: string, type: INodeProperties['type']): INodeProperties => ({
		displayName,
		name: displayName,
		type,
		default: '',
	});

	it('a field is listed by its name, a collection with its contents', () => {
		const options = [field('Leg', 'options'), field('Binary Data', 'hidden')];
		expect(shownName(field('Campaign', 'string'))).toBe('Campaign');
		expect(shownName({ ...field('Options', 'collection'), options })).toBe('Options (Leg)');
	});
});

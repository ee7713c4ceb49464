import { dirname, join } from 'node:path';
import {
	codeOf,
	files,
	linksOf,
	pageAt,
	pages,
	proseOf,
	readFile,
	rowsBelow,
	type Page,
} from './pages';

describe('links', () => {
	/** A heading's anchor on GitHub. */
	const anchorOf = (heading: string) =>
		heading
			.trim()
			.toLowerCase()
			.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.replaceAll(' ', '-');

	const anchorsOf = (page: Page) =>
		new Set([...proseOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading)));

	const exists = (path: string) =>
		files.some((file) => file === path || file.startsWith(`${path.replace(/\/$/, '')}/`));

	function isBroken(page: Page, link: string): boolean {
		if (/^https?:/.test(link)) return !URL.canParse(link);
		const [to, anchor] = link.split('#');
		const path = to === '' ? page.path : join(dirname(page.path), to);
		if (!exists(path)) return true;
		const target = pages.find((one) => one.path === path);
		return anchor !== undefined && !(target && anchorsOf(target).has(anchor));
	}

	it.each(pages)('every link in $path has a target', (page) => {
		expect(linksOf(page).filter((link) => isBroken(page, link))).toEqual([]);
	});

	it('every page in docs can be reached from the README', () => {
		const reached = new Set(['README.md']);
		for (const path of reached) {
			const page = pages.find((one) => one.path === path);
			for (const link of page ? linksOf(page) : []) {
				if (/^https?:|^#/.test(link)) continue;
				reached.add(join(dirname(path), link.split('#')[0]));
			}
		}
		const all = pages.map(({ path }) => path).filter((path) => path.startsWith('docs/'));
		expect(all.filter((path) => !reached.has(path))).toEqual([]);
	});
});

describe('commands and files', () => {
	const { scripts } = JSON.parse(readFile('package.json')) as { scripts: Record<string, string> };
	const topFolders = new Set(
		files.filter((file) => file.includes('/')).map((file) => file.split('/')[0]),
	);

	interface Command {
		readonly script: string;
		readonly flags: readonly string[];
	}

	function commandsOf(page: Page): Command[] {
		const found = codeOf(page).flatMap((code) => [
			...code.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test))([^\n;&|]*)/g),
		]);
		return found.map(([, named, builtIn, rest]) => ({
			script: named ?? builtIn,
			flags: [...rest.matchAll(/ --([\w-]+)/g)].map(([, flag]) => flag),
		}));
	}

	/** A script's options are in the folder of the file that it runs. */
	function knowsFlag(script: string, flag: string): boolean {
		const entry = /^tsx (\S+\.ts)$/.exec(scripts[script] ?? '')?.[1];
		if (entry === undefined) return false;
		const option = new RegExp(`(^|[\\s{,'])${flag}'?: `);
		return files
			.filter((file) => dirname(file) === dirname(entry) && file.endsWith('.ts'))
			.some((file) => option.test(readFile(file)));
	}

	it.each(pages)('every command in $path exists', (page) => {
		const wrong = commandsOf(page).filter(
			({ script, flags }) => !(script in scripts) || flags.some((flag) => !knowsFlag(script, flag)),
		);
		expect(wrong).toEqual([]);
	});

	/** A path in this repository, possibly with wildcards. */
	const isPath = (code: string) =>
		/^[\w.-]+\/[\w./*{},-]*$/.test(code) && topFolders.has(code.split('/')[0]);

	function isThere(path: string): boolean {
		const pattern = path
			.replace(/\/$/, '')
			.replace(/[.{},]/g, '\\$&')
			.replaceAll('*', '[^/]*');
		const exact = new RegExp(`^${pattern}(/|$)`);
		return files.some((file) => exact.test(file));
	}

	it.each(pages)('every file that $path names exists', (page) => {
		expect(codeOf(page).filter((code) => isPath(code) && !isThere(code))).toEqual([]);
	});

	it('CONTRIBUTING.md lists every command, and where CI runs it', () => {
		const told = rowsBelow(pageAt('CONTRIBUTING.md'), '## Commands').map(([command]) =>
			command.replace(/^`npm (run )?|`$/g, ''),
		);
		expect(told.sort()).toEqual(Object.keys(scripts).sort());
	});
});

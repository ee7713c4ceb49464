import { ESLint, type Linter } from 'eslint';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow, repositoryRoot } from '../machine/folders';
import { runCommand } from '../machine/processes';
import { PlainFailure, readOptions, runToTheEnd } from '../machine/terminal';
import { packPackage } from './pack';

interface Manifest {
	readonly n8n: { readonly nodes: readonly string[]; readonly credentials: readonly string[] };
}

/** All that a package may hold: what n8n loads, what it shows, and what npm shows. */
const patterns = [
	/^(package\.json|README(\.he)?\.md|CHANGELOG\.md|LICENSE)$/,
	/^dist\/credentials\/\w+\.credentials\.js$/,
	/^dist\/nodes\/\w+\/\w+\.node\.(js|json)$/,
	/^dist\/nodes\/\w+\/[\w.]+\.svg$/,
];

/** What is in the unpacked package and has no place there, and what it promises and does not hold. */
function wrongFiles(folder: string, { n8n }: Manifest): string[] {
	const strangers = filesBelow(folder).filter((file) => !patterns.some((one) => one.test(file)));
	const codex = n8n.nodes.map((file) => file.replace(/\.js$/, '.json'));
	const missing = [...n8n.nodes, ...codex, ...n8n.credentials, 'README.md', 'LICENSE'].filter(
		(file) => !existsSync(join(folder, file)),
	);
	return [
		...strangers.map((file) => `${file} is packed, and nothing needs it`),
		...missing.map((file) => `${file} is not packed`),
	];
}

/** Unpacks a tarball of npm into a new folder. */
async function unpack(tarball: string, folder: string): Promise<void> {
	mkdirSync(folder, { recursive: true });
	const { exitCode, output } = await runCommand({
		file: 'tar',
		args: ['-xzf', tarball, '--strip-components=1'],
		folder,
		environment: process.env,
	});
	if (exitCode !== 0) throw new PlainFailure(`${tarball} could not be unpacked:\n${output}`);
}

interface Scanner {
	/** What n8n lints before it publishes a package in its own list. */
	readonly SOURCE_FILE_PATTERNS: string[];
	buildScanConfig(): Promise<Linter.Config[]>;
	analyzePackage(
		folder: string,
		patterns: readonly string[],
	): Promise<{ readonly passed: boolean; readonly message?: string; readonly details?: string }>;
}

const scannerModule = '@n8n/scan-community-package/scanner/scanner.mjs';

/** Of the published package the scanner reads these. */
const packedFiles = ['**/*.js', 'package.json'];

/**
 * What n8n's package scanner finds in a folder, warnings too (which it passes over); empty if it
 * finds nothing. Its command takes published packages only, so its parts are called here.
 */
async function scan(folder: string, kind: 'sources' | 'package'): Promise<string> {
	const scanner = (await import(scannerModule)) as Scanner;
	const patterns = kind === 'sources' ? scanner.SOURCE_FILE_PATTERNS : packedFiles;
	const { passed, message, details } = await scanner.analyzePackage(folder, patterns);
	if (!passed) return details ?? message ?? 'The scanner did not pass it';

	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await scanner.buildScanConfig(),
	});
	const results = await eslint.lintFiles(patterns);
	return await (await eslint.loadFormatter('stylish')).format(results);
}

const processes = 9;

/**
 * What loading the package costs n8n: the best of some new processes, since whatever else the machine
 * does can only add to it.
 */
async function loadMs(folder: string): Promise<number> {
	symlinkSync(join(repositoryRoot, 'node_modules'), join(folder, 'node_modules'), 'junction');
	const times: number[] = [];
	for (let count = 0; count < processes; count++) {
		const { output } = await runCommand({
			file: process.execPath,
			args: [join(__dirname, 'loadOnce.cjs'), folder],
			folder,
			environment: process.env,
		});
		times.push(Number(output));
	}
	return Math.min(...times);
}

const mostKilobytes = 150;
const mostMs = 20;

const usage = `
npm run package

Builds and packs the package, and checks what n8n's verification asks for: its
files, its size, the scanner's findings and the time to load it. Takes about a
minute. It has no options.
`;

/** Whether the package, as it would be published, is what n8n's verification asks for. */
async function main(): Promise<number> {
	readOptions(usage, {});
	const folder = mkdtempSync(join(tmpdir(), 'voicenter-dialer-package-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	const tarball = await packPackage(join(folder, 'packed'));
	const unpacked = join(folder, 'unpacked');
	await unpack(tarball, unpacked);
	const manifest = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')) as Manifest;

	const kilobytes = statSync(tarball).size / 1000;
	const wrong = wrongFiles(unpacked, manifest);
	if (kilobytes > mostKilobytes) wrong.push(`More than ${mostKilobytes} kB`);
	console.log(`Package   ${kilobytes.toFixed(1)} kB packed, of at most ${mostKilobytes}`);
	for (const [kind, path] of [
		['sources', repositoryRoot],
		['package', unpacked],
	] as const) {
		const findings = await scan(path, kind);
		console.log(`Scanner   ${kind}: ${findings === '' ? 'nothing found' : findings}`);
		if (findings !== '') wrong.push(`The scanner has findings in the ${kind}`);
	}
	// Told, not judged: it depends on the machine and on what else it does.
	const ms = await loadMs(unpacked);
	console.log(`Loading   ${ms.toFixed(1)} ms for all nodes and credentials, of at most ${mostMs}`);
	for (const text of wrong) console.log(`WRONG     ${text}`);
	return wrong.length === 0 ? 0 : 1;
}

void runToTheEnd(main);

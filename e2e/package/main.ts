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

/** The files that the package may contain: for n8n and for the npm page. */
const patterns = [
	/^(package\.json|README(\.he)?\.md|CHANGELOG\.md|LICENSE|NOTICE)$/,
	/^dist\/credentials\/\w+\.credentials\.js$/,
	/^dist\/nodes\/\w+\/\w+\.node\.(js|json)$/,
	/^dist\/nodes\/\w+\/[\w.]+\.svg$/,
];

/** Reports unnecessary and missing files of the unpacked package. */
function wrongFiles(folder: string, { n8n }: Manifest): string[] {
	const strangers = filesBelow(folder).filter((file) => !patterns.some((one) => one.test(file)));
	const codex = n8n.nodes.map((file) => file.replace(/\.js$/, '.json'));
	const missing = [
		...n8n.nodes,
		...codex,
		...n8n.credentials,
		'README.md',
		'LICENSE',
		'NOTICE',
	].filter((file) => !existsSync(join(folder, file)));
	return [
		...strangers.map((file) => `${file} is packed, but not needed`),
		...missing.map((file) => `${file} is not packed`),
	];
}

/** Unpacks an npm tarball into a new folder. */
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
	/** The files that n8n lints before it verifies a package. */
	readonly SOURCE_FILE_PATTERNS: string[];
	buildScanConfig(): Promise<Linter.Config[]>;
	analyzePackage(
		folder: string,
		patterns: readonly string[],
	): Promise<{ readonly passed: boolean; readonly message?: string; readonly details?: string }>;
}

const scannerModule = '@n8n/scan-community-package/scanner/scanner.mjs';

/** The files of the published package that the scanner reads. */
const packedFiles = ['**/*.js', 'package.json'];

/**
 * Returns the findings of n8n's package scanner for a folder, including warnings. The scanner's command
 * only accepts published packages, so this calls its parts.
 */
async function scan(folder: string, kind: 'sources' | 'package'): Promise<string> {
	const scanner = (await import(scannerModule)) as Scanner;
	const patterns = kind === 'sources' ? scanner.SOURCE_FILE_PATTERNS : packedFiles;
	const { passed, message, details } = await scanner.analyzePackage(folder, patterns);
	if (!passed) return details ?? message ?? 'The scanner rejected the package';

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

/** The time to load the package: the minimum of several new processes, to exclude other load. */
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

const maxKilobytes = 150;
const maxMs = 20;

const usage = `
npm run package

Builds and packs the package, and checks the requirements of n8n's verification:
its files, size, scanner findings and load time. Takes about a minute. It has no
options.
`;

/** Checks whether the package meets the requirements of n8n's verification. */
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
	if (kilobytes > maxKilobytes) wrong.push(`More than ${maxKilobytes} kB`);
	console.log(`Package   ${kilobytes.toFixed(1)} kB packed, limit ${maxKilobytes} kB`);
	for (const [kind, path] of [
		['sources', repositoryRoot],
		['package', unpacked],
	] as const) {
		const findings = await scan(path, kind);
		console.log(`Scanner   ${kind}: ${findings === '' ? 'no findings' : findings}`);
		if (findings !== '') wrong.push(`The scanner has findings in the ${kind}`);
	}
	// Only printed, because the time depends on the machine and its load.
	const ms = await loadMs(unpacked);
	console.log(`Loading   ${ms.toFixed(1)} ms for all nodes and credentials, limit ${maxMs} ms`);
	for (const text of wrong) console.log(`WRONG     ${text}`);
	return wrong.length === 0 ? 0 : 1;
}

void runToTheEnd(main);

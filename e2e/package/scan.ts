import { ESLint, type Linter } from 'eslint';

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
export async function scan(folder: string, kind: 'sources' | 'package'): Promise<string> {
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

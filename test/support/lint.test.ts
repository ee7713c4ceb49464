import { execFile } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

interface Report {
	readonly messages: ReadonlyArray<{ readonly ruleId: string; readonly line: number }>;
}

/** The lines that the rule finds fault with, where the linter takes the code for a file of `nodes/`. */
async function linesWithout(rule: string, code: string): Promise<number[]> {
	const file = 'nodes/VoicenterDialer/api/notThere.ts';
	const args = ['eslint', '--format', 'json', '--stdin', '--stdin-filename', file];
	const output = await new Promise<string>((resolve) => {
		const child = execFile('npx', args, { cwd: root }, (_error, stdout) => resolve(stdout));
		child.stdin?.end(code);
	});
	const [{ messages }] = JSON.parse(output) as [Report];
	return messages.filter(({ ruleId }) => ruleId === rule).map(({ line }) => line);
}

const fast = [
	'/^\\s+$/',
	'/\\s+/g',
	'/"\\s*:/g',
	'/<(b|i)>/gi',
	'/^=\\{\\{\\s*\\$json(\\.\\w+)+\\s*\\}\\}$/',
];
const slow = [
	'/\\/+$/',
	'/<[^>]*>/',
	'/^(a|a)*$/',
	'/"(?:[^"\\\\]|\\\\.)*"/',
	'/<(script|style)[^]*?<\\/\\1>/',
	'/ +(?=[+Z])/',
	// Each search is fast. All of them together are not.
	'/a(?:.*b)?/g',
	'new RegExp("a")',
	'RegExp("a")',
];

it('the linter rejects a pattern that a text can make slow', async () => {
	const code = [...fast, ...slow].map((pattern) => `export const a = ${pattern};\n`).join('');
	const lines = await linesWithout('own/linear-patterns', code);
	expect(lines).toEqual(slow.map((_, index) => fast.length + index + 1));
});

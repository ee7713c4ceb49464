import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { PlainFailure } from '../machine/PlainFailure';
import { repositoryRoot } from '../machine/repositoryRoot';
import { runCommand } from '../machine/runCommand';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** The second is for the Hebrew names in the simulator's campaigns. */
const packages = ['chromium', 'fonts-dejavu-core'];

/** The path of a Chromium; on a Debian that may be changed (root, as in CI) it is installed. */
export async function ensureChromium(): Promise<string> {
	const found = findChromium();
	if (found !== undefined) return found;
	if (process.getuid?.() === 0 && onPath('apt-get') !== undefined) {
		console.log('Installing Chromium');
		await apt('update');
		await apt('install', '--yes', '--no-install-recommends', ...packages);
	}
	const installed = findChromium();
	if (installed !== undefined) return installed;
	throw new PlainFailure(
		'The tests of the panel need Chromium, and it is not on the PATH. Install it (on Debian and Ubuntu: apt-get install chromium) and start again.',
	);
}

const findChromium = (): string | undefined => names.map(onPath).find((path) => path !== undefined);

const onPath = (name: string): string | undefined =>
	(process.env.PATH ?? '')
		.split(delimiter)
		.map((folder) => join(folder, name))
		.find(isExecutable);

function isExecutable(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

async function apt(...args: string[]): Promise<void> {
	const { exitCode, output } = await runCommand({
		file: 'apt-get',
		args,
		folder: repositoryRoot,
		environment: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
	});
	if (exitCode !== 0) throw new PlainFailure(`apt-get ${args[0]} failed:\n${output.slice(-2000)}`);
}

import { mkdirSync } from 'node:fs';
import { PlainFailure } from '../machine/PlainFailure';
import { runCommand } from '../machine/runCommand';

/** Unpacks a tarball of npm into a new folder. */
export async function unpack(tarball: string, folder: string): Promise<void> {
	mkdirSync(folder, { recursive: true });
	const { exitCode, output } = await runCommand({
		file: 'tar',
		args: ['-xzf', tarball, '--strip-components=1'],
		folder,
		environment: process.env,
	});
	if (exitCode !== 0) throw new PlainFailure(`${tarball} could not be unpacked:\n${output}`);
}

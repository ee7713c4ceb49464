import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../machine/repositoryRoot';
import { runCommand } from '../machine/runCommand';

const processes = 9;

/**
 * What loading the package costs n8n: the best of some new processes, since whatever else the machine
 * does can only add to it.
 */
export async function loadMs(folder: string): Promise<number> {
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

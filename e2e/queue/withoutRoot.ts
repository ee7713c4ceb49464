import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync } from 'node:fs';
import { dirname } from 'node:path';

/** Debian's own user for PostgreSQL, which refuses to run as root. */
const unprivileged = 'postgres';

const isRoot = (): boolean => process.getuid?.() === 0;

const idOf = (flag: string): number =>
	Number(execFileSync('id', [flag, unprivileged], { encoding: 'utf8' }));

/** The command as another user than root. */
export const withoutRoot = (
	file: string,
	args: readonly string[],
): { file: string; args: readonly string[] } =>
	isRoot()
		? {
				file: 'setpriv',
				args: [
					`--reuid=${unprivileged}`,
					`--regid=${unprivileged}`,
					'--init-groups',
					file,
					...args,
				],
			}
		: { file, args };

/** These files are that user's from now on, who may also reach them. */
export async function handOver(...files: readonly string[]): Promise<void> {
	if (!isRoot()) return;
	for (const file of files) chownSync(file, idOf('-u'), idOf('-g'));
	chmodSync(dirname(files[0]), 0o711);
}

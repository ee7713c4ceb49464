import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runCommand } from './processes';
import { PlainFailure, showProgress } from './terminal';

export interface Program {
	/** Any of them is sufficient. */
	readonly names: readonly string[];
	readonly neededBy: string;
	/** For Debian and Ubuntu. */
	readonly debianPackages: readonly string[];
	/** Folders to search beside the PATH; called again after the installation. */
	readonly otherFolders?: () => readonly string[];
}

function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

const find = ({ names, otherFolders }: Pick<Program, 'names' | 'otherFolders'>) =>
	[...(process.env.PATH ?? '').split(delimiter), ...(otherFolders?.() ?? [])]
		.flatMap((folder) => names.map((name) => join(folder, name)))
		.find(isExecutable);

async function install({ debianPackages }: Program): Promise<void> {
	const aptGet = async (...args: string[]) =>
		await runCommand({
			file: 'apt-get',
			args,
			folder: '/',
			// At this runlevel, Debian does not start services that it installs.
			environment: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
		});
	const all = async () => {
		await aptGet('update');
		await aptGet('install', '--yes', '--no-install-recommends', ...debianPackages);
	};
	await showProgress(`Installing ${debianPackages.join(', ')}`, () => '', all());
}

/** Returns the program's path. If it is missing and this is the root user, installs it with apt-get. */
export async function ensureProgram(program: Program): Promise<string> {
	const isRoot = process.getuid?.() === 0;
	const mayInstall = isRoot && find({ names: ['apt-get'] }) !== undefined;
	if (find(program) === undefined && mayInstall) await install(program);
	const file = find(program);
	if (file !== undefined) return file;
	const packages = program.debianPackages.join(' ');
	throw new PlainFailure(
		`${program.neededBy} needs ${program.names[0]}, which is not installed. Install it and try again (on Debian and Ubuntu: sudo apt-get install ${packages}).`,
	);
}

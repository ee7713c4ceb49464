import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { PlainFailure } from '../machine/PlainFailure';
import { runCommand } from '../machine/runCommand';
import { showProgress } from '../machine/showProgress';

export interface Program {
	readonly name: string;
	/** Of Debian and Ubuntu. */
	readonly debianPackage: string;
}

const postgresFolders = '/usr/lib/postgresql';

/** Debian keeps PostgreSQL's programs by version, out of the PATH. */
function foldersToSearch(): string[] {
	const versions = existsSync(postgresFolders) ? readdirSync(postgresFolders) : [];
	return [
		...(process.env.PATH ?? '').split(delimiter),
		...versions.sort((a, b) => Number(b) - Number(a)).map((v) => join(postgresFolders, v, 'bin')),
	];
}

function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

const find = ({ name }: Program): string | undefined =>
	foldersToSearch()
		.map((folder) => join(folder, name))
		.find(isExecutable);

async function install({ debianPackage }: Program): Promise<void> {
	const aptGet = async (...args: string[]) =>
		await runCommand({
			file: 'apt-get',
			args,
			folder: '/',
			// At this runlevel, Debian does not start what it installs.
			environment: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
		});
	await showProgress(
		`Installing ${debianPackage}`,
		() => '',
		aptGet('update').then(
			async () => await aptGet('install', '--yes', '--no-install-recommends', debianPackage),
		),
	);
}

/** The program's path; installed by apt-get where it is missing and this is the root user. */
export async function ensureProgram(program: Program): Promise<string> {
	const isRoot = process.getuid?.() === 0;
	const hasAptGet = foldersToSearch().some((folder) => isExecutable(join(folder, 'apt-get')));
	if (find(program) === undefined && isRoot && hasAptGet) await install(program);
	const file = find(program);
	if (file !== undefined) return file;
	throw new PlainFailure(
		[
			`n8n's queue mode needs ${program.name}, which is not on this computer.`,
			`On Debian and Ubuntu: sudo apt-get install redis-server postgresql`,
			`On macOS: brew install redis postgresql`,
		].join('\n'),
	);
}

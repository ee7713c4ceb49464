import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureProgram } from '../machine/ensureProgram';
import { freePort } from '../machine/freePort';
import { PlainFailure } from '../machine/PlainFailure';
import { runCommand } from '../machine/runCommand';
import { handOver, withoutRoot } from './withoutRoot';
import type { Service } from './Service';
import { startService } from './startService';

const user = 'n8n';

const debianFolder = '/usr/lib/postgresql';

const postgresql = {
	neededBy: 'n8n’s queue mode',
	debianPackages: ['postgresql'],
	/** Debian keeps PostgreSQL's programs by version, out of the PATH. */
	otherFolders: () => {
		const versions = existsSync(debianFolder) ? readdirSync(debianFolder) : [];
		return versions
			.sort((a, b) => Number(b) - Number(a))
			.map((version) => join(debianFolder, version, 'bin'));
	},
};

/** PostgreSQL on 127.0.0.1 with an empty database. */
export async function startPostgres(folder: string, logFile: string): Promise<Service> {
	const postgres = await ensureProgram({ ...postgresql, names: ['postgres'] });
	const initdb = await ensureProgram({ ...postgresql, names: ['initdb'] });
	const home = join(folder, 'postgres');
	const data = join(home, 'data');
	const passwordFile = join(home, 'password');
	const password = randomBytes(16).toString('hex');
	mkdirSync(home);
	writeFileSync(passwordFile, password);
	await handOver(home, passwordFile);

	const options = { folder: home, environment: { ...process.env, LC_ALL: 'C' } };
	const { exitCode, output } = await runCommand({
		...withoutRoot(initdb, [
			`--pgdata=${data}`,
			`--username=${user}`,
			`--pwfile=${passwordFile}`,
			'--auth=scram-sha-256',
			'--encoding=UTF8',
			'--no-locale',
		]),
		...options,
	});
	if (exitCode !== 0) {
		throw new PlainFailure(`initdb could not make a database in ${dirname(data)}:\n${output}`);
	}
	const port = await freePort();
	const settings = [
		'listen_addresses=127.0.0.1',
		`port=${port}`,
		`unix_socket_directories=${home}`,
		'max_connections=200',
	];
	return await startService({
		name: 'PostgreSQL',
		command: {
			...withoutRoot(postgres, ['-D', data, ...settings.flatMap((setting) => ['-c', setting])]),
			...options,
		},
		port,
		logFile,
		environment: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: user,
			DB_POSTGRESDB_PASSWORD: password,
		},
	});
}

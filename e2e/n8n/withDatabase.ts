import { join } from 'node:path';
import { runCommand } from '../machine/runCommand';
import type { World } from '../world/World';
import { ensureNode } from './ensureNode';
import { newestNodeMajor } from './versions';

/** n8n's SQLite database, used by another process. */
export interface Database {
	/** Every such statement on the table fails from now on, as on a full disk. */
	readonly refuse: (table: string, statements: ReadonlyArray<'INSERT' | 'UPDATE'>) => Promise<void>;
	/** Nobody else can write for so long. */
	readonly lock: (milliseconds: number) => Promise<void>;
}

const script = join(__dirname, 'sqlite.cjs');
const triggerOf = (table: string, statement: string) => `no_${statement}_${table}`.toLowerCase();

/** Afterwards nothing is refused any more. */
export async function withDatabase(
	{ userFolder }: World,
	use: (database: Database) => Promise<void>,
): Promise<void> {
	const { binary } = await ensureNode(newestNodeMajor);
	const file = join(userFolder, '.n8n', 'database.sqlite');
	const run = async (sql: string, holdMs = 0): Promise<void> => {
		const { exitCode, output } = await runCommand({
			file: binary,
			args: ['--no-warnings', script, file, sql, String(holdMs)],
			folder: userFolder,
			environment: process.env,
		});
		if (exitCode !== 0) throw new Error(output);
	};
	const triggers: string[] = [];
	try {
		await use({
			refuse: async (table, statements) => {
				for (const statement of statements) {
					const trigger = triggerOf(table, statement);
					triggers.push(trigger);
					await run(
						`CREATE TRIGGER ${trigger} BEFORE ${statement} ON ${table} BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`,
					);
				}
			},
			lock: async (milliseconds) => await run('BEGIN EXCLUSIVE', milliseconds),
		});
	} finally {
		for (const trigger of triggers) await run(`DROP TRIGGER IF EXISTS ${trigger}`);
	}
}

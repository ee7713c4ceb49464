import { join } from 'node:path';
import {
	runCommand,
	startCommand,
	waitUntil,
	type Command,
	type RunningCommand,
} from '../machine/processes';
import type { World } from '../world/openWorld';
import { ensureNode } from './install';
import { newestNodeMajor } from './versions';

/** n8n's SQLite database in use by another process. */
export interface Database {
	/** Makes all such statements on the table fail, as on a full disk. */
	readonly failStatements: (
		table: string,
		statements: ReadonlyArray<'INSERT' | 'UPDATE'>,
	) => Promise<void>;
	/** Locks the database for all other writers. */
	readonly whileLocked: (use: () => Promise<void>) => Promise<void>;
}

const script = join(__dirname, 'sqlite.cjs');
const triggerOf = (table: string, statement: string) => `no_${statement}_${table}`.toLowerCase();

/** Afterwards, all statements work again. */
export async function withDatabase(
	{ userFolder }: World,
	use: (database: Database) => Promise<void>,
): Promise<void> {
	const { binary } = await ensureNode(newestNodeMajor);
	const file = join(userFolder, '.n8n', 'database.sqlite');
	const commandOf = (...args: string[]): Command => ({
		file: binary,
		args: ['--no-warnings', script, file, ...args],
		folder: userFolder,
		environment: process.env,
	});
	const run = async (sql: string): Promise<void> => {
		const { exitCode, output } = await runCommand(commandOf(sql));
		if (exitCode !== 0) throw new Error(output);
	};
	const hold = async (sql: string): Promise<RunningCommand> => {
		let output = '';
		const isHeld = async () => (output.includes('held') ? true : undefined);
		const command = startCommand({
			...commandOf(sql, 'hold'),
			onOutput: (text) => {
				output += text;
			},
		});
		await waitUntil('Locking the database', isHeld, 20_000);
		return command;
	};
	const triggers: string[] = [];
	try {
		await use({
			failStatements: async (table, statements) => {
				for (const statement of statements) {
					const trigger = triggerOf(table, statement);
					triggers.push(trigger);
					await run(
						`CREATE TRIGGER ${trigger} BEFORE ${statement} ON ${table} BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`,
					);
				}
			},
			whileLocked: async (useLocked) => {
				const lock = await hold('BEGIN EXCLUSIVE');
				try {
					await useLocked();
				} finally {
					await lock.stop();
				}
			},
		});
	} finally {
		for (const trigger of triggers) await run(`DROP TRIGGER IF EXISTS ${trigger}`);
	}
}

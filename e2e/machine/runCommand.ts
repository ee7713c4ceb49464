import { startCommand, type Command } from './startCommand';

export interface FinishedCommand {
	readonly exitCode: number;
	readonly output: string;
}

export async function runCommand(command: Command): Promise<FinishedCommand> {
	let output = '';
	const exitCode = await startCommand({
		...command,
		onOutput: (text) => {
			output += text;
			command.onOutput?.(text);
		},
	}).ended;
	return { exitCode, output };
}

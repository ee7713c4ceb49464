/**
 * Runs a command in its own process group, and ends it with all its child processes when standard
 * input closes. That happens when the parent closes it and also when the parent is killed.
 */
const { execFileSync, spawn } = require('node:child_process');

const askAgainMs = 3000;
const graceMs = 8000;
const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
let isEnding = false;

function signalGroup(signal) {
	try {
		if (process.platform !== 'win32') process.kill(-process.pid, signal);
		else execFileSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
	} catch {
		// Nobody is left.
	}
}

function end() {
	if (isEnding) return;
	isEnding = true;
	signalGroup('SIGTERM');
	// At the first signal, PostgreSQL waits for its clients. At the second, it disconnects them.
	setTimeout(() => signalGroup('SIGINT'), askAgainMs);
	setTimeout(() => signalGroup('SIGKILL'), graceMs);
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, end);
process.stdin.on('end', end).on('error', end).resume();

child.on('error', (error) => {
	console.error(error.message);
	process.exit(127);
});
child.on('exit', (code) => {
	if (isEnding) return signalGroup('SIGKILL');
	isEnding = true;
	signalGroup('SIGTERM');
	process.exit(code ?? 1);
});

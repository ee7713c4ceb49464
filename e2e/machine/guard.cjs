/**
 * Runs a command and ends it, with all it started, when standard input closes: that happens when
 * the parent says so and also when the parent dies without a word. Leads a process group of its own.
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
	// PostgreSQL waits for its clients at the first signal, and leaves them at the second.
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

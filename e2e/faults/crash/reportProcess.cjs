/** Loaded into n8n before anything else: says which process group has to be killed for a crash. */
const { writeFileSync } = require('node:fs');

if (process.argv.includes('start') && process.env.E2E_PROCESS_FILE) {
	const isWindows = process.platform === 'win32';
	writeFileSync(process.env.E2E_PROCESS_FILE, String(isWindows ? process.pid : -process.ppid));
}

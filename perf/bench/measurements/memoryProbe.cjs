// Loaded into n8n: samples the heap after garbage collections, so that only what is in use counts.
// NODE_OPTIONS also load it into other processes, which have other arguments.
if (process.argv[2] === 'start') {
	const { appendFileSync } = require('node:fs');
	const { setFlagsFromString } = require('node:v8');
	const { runInNewContext } = require('node:vm');

	setFlagsFromString('--expose-gc');
	const collectGarbage = runInNewContext('gc');
	const sample = () => {
		const startedAt = Date.now();
		collectGarbage();
		const { heapUsed } = process.memoryUsage();
		appendFileSync(process.env.MEMORY_PROBE_FILE, `${Date.now()} ${heapUsed}\n`);
		setTimeout(sample, 50 + Date.now() - startedAt).unref();
	};
	sample();
}

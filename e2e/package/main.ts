import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../machine/repositoryRoot';
import { runToTheEnd } from '../machine/runToTheEnd';
import { loadMs } from './loadMs';
import { packPackage } from './packPackage';
import { scan } from './scan';
import { unpack } from './unpack';
import { wrongFiles, type Manifest } from './wrongFiles';

const mostKilobytes = 150;
const mostMs = 20;

/** Whether the package, as it would be published, is what n8n's verification asks for. */
async function main(): Promise<number> {
	const folder = mkdtempSync(join(tmpdir(), 'voicenter-dialer-package-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	const tarball = await packPackage(join(folder, 'packed'));
	const unpacked = join(folder, 'unpacked');
	await unpack(tarball, unpacked);
	const manifest = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')) as Manifest;

	const kilobytes = statSync(tarball).size / 1000;
	const wrong = wrongFiles(unpacked, manifest);
	if (kilobytes > mostKilobytes) wrong.push(`More than ${mostKilobytes} kB`);
	console.log(`Package   ${kilobytes.toFixed(1)} kB packed, of at most ${mostKilobytes}`);
	for (const [kind, path] of [
		['sources', repositoryRoot],
		['package', unpacked],
	] as const) {
		const findings = await scan(path, kind);
		console.log(`Scanner   ${kind}: ${findings === '' ? 'nothing found' : findings}`);
		if (findings !== '') wrong.push(`The scanner has findings in the ${kind}`);
	}
	// Told, not judged: it depends on the machine and on what else it does.
	const ms = await loadMs(unpacked);
	console.log(`Loading   ${ms.toFixed(1)} ms for all nodes and credentials, of at most ${mostMs}`);
	for (const text of wrong) console.log(`WRONG     ${text}`);
	return wrong.length === 0 ? 0 : 1;
}

void runToTheEnd(main);

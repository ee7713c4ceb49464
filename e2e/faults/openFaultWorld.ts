import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator } from '../../simulator';
import {
	createCertificates,
	trustedCertificates,
	type Certificates,
} from '../../simulator/tls/certificates';
import { credentialType } from '../n8n/readWorkflow';
import type { World } from '../world/World';
import { accountCode, openWorld } from '../world/openWorld';

export interface FaultWorld extends World {
	/** n8n trusts all of them but the self-signed one. */
	readonly certificates: Certificates;
}

/** Node reads it once, when it starts. */
function writeTrusted(certificates: Certificates): string {
	const folder = mkdtempSync(join(tmpdir(), 'voicenter-dialer-faults-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	const file = join(folder, 'trusted.pem');
	writeFileSync(file, trustedCertificates(certificates));
	return file;
}

/** A real n8n, beside a simulator that has these campaigns and no others. */
export async function openFaultWorld(
	version: string,
	campaigns: readonly string[],
): Promise<FaultWorld> {
	const certificates = await createCertificates();
	const world = await openWorld(version, {
		environment: { NODE_EXTRA_CA_CERTS: writeTrusted(certificates) },
	});
	const simulator = await startSimulator({
		seed: {
			code: accountCode,
			campaigns: campaigns.map((code) => ({ code, name: code })),
		},
	});
	const credential = await world.editor.saveCredential('Faults', credentialType, {
		accountCode,
		baseUrl: simulator.url,
		monitorUrl: simulator.url,
	});
	return { ...world, simulator, credential, certificates };
}

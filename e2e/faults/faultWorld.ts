import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator } from '../../simulator';
import {
	createCertificates,
	trustedCertificates,
	type Certificates,
} from '../../simulator/tls/certificates';
import { startTlsProxy } from '../../simulator/tls/tlsProxy';
import { credentialType } from '../n8n/workflows';
import { accountCode, openWorld, type World } from '../world/openWorld';
import { hitRequests, type Combination } from './combinations';

export interface FaultWorld extends World {
	/** n8n trusts all of them except the self-signed one. */
	readonly certificates: Certificates;
}

/** Node reads it only at startup. */
function writeTrusted(certificates: Certificates): string {
	const folder = mkdtempSync(join(tmpdir(), 'voicenter-dialer-faults-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	const file = join(folder, 'trusted.pem');
	writeFileSync(file, trustedCertificates(certificates));
	return file;
}

/** Starts a real n8n and a simulator with only these campaigns. */
export async function openFaultWorld(
	version: string,
	campaigns: readonly string[],
): Promise<FaultWorld> {
	const certificates = await createCertificates();
	const world = await openWorld(version, {
		environment: { NODE_EXTRA_CA_CERTS: writeTrusted(certificates), N8N_METRICS: 'true' },
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

/** Adds a TLS server in front of the simulator if the fault needs one. */
export async function withFront<Result>(
	world: FaultWorld,
	{ faultCase, operation, campaign }: Combination,
	run: (world: World) => Promise<Result>,
): Promise<Result> {
	const { front: setup, times = hitRequests } = faultCase;
	if (setup === undefined) return await run(world);
	const { fault, certificate = 'good' } = setup;
	const front = await startTlsProxy({
		upstream: world.simulator.url,
		certificate: world.certificates[certificate],
		fault,
		times: times[operation],
	});
	try {
		const credential = await world.editor.saveCredential(campaign, credentialType, {
			accountCode,
			baseUrl: front.url,
			monitorUrl: front.url,
		});
		const result = await run({ ...world, credential });
		if (fault !== undefined && fault !== 'refused' && front.hits() === 0) {
			throw new Error(`${faultCase.name} did not happen (${campaign})`);
		}
		return result;
	} finally {
		await front.close();
	}
}

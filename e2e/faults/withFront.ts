import { startTlsProxy } from '../../simulator/tls/tlsProxy';
import { credentialType } from '../n8n/readWorkflow';
import type { World } from '../world/World';
import { accountCode } from '../world/openWorld';
import type { Combination } from './Combination';
import { hitRequests } from './faultRules';
import type { FaultWorld } from './openFaultWorld';

/** Runs it against a TLS server of its own before the simulator, if the fault has one. */
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

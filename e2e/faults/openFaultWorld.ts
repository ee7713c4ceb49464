import { startSimulator } from '../../simulator';
import { credentialType } from '../n8n/readWorkflow';
import { accountCode, openWorld } from '../world/openWorld';
import type { World } from '../world/World';

/** A real n8n, beside a simulator that has these campaigns and no others. */
export async function openFaultWorld(
	version: string,
	campaigns: readonly string[],
): Promise<World> {
	const world = await openWorld(version);
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
	return { ...world, simulator, credential };
}

import type { N8nInstance, N8nRole } from '../n8n/startN8n';
import type { World } from '../world/World';
import type { Service } from './Service';

/** One process of n8n, which can die and be started anew. */
export interface N8nProcess {
	readonly instance: N8nInstance;
	startAgain(): Promise<void>;
}

/** n8n in queue mode; what a world calls `n8n` is its main process. */
export interface QueueWorld extends World {
	readonly processes: Readonly<Record<N8nRole, readonly N8nProcess[]>>;
	readonly redis: Service;
	readonly postgres: Service;
}

export type QueueSpecs = Readonly<Record<string, (world: QueueWorld) => Promise<void>>>;

import type { SavedWorkflow } from '../e2e/n8n/workflows';

/** An active workflow, and where it listens. */
export interface SoakWorkflow {
	readonly workflow: SavedWorkflow;
	readonly url: string;
}

import type { Editor, SavedCredential } from '../../e2e/n8n/Editor';
import type { N8nInstallation } from '../../e2e/n8n/install';
import type { N8nInstance } from '../../e2e/n8n/startN8n';
import type { SimulatorProcess } from './SimulatorProcess';

/** What all measurements share. */
export interface Bench {
	readonly installation: N8nInstallation;
	/** With the packed package in it. */
	readonly userFolder: string;
	/** The input files. */
	readonly inputs: string;
	readonly simulator: SimulatorProcess;
}

/** A running n8n to measure in. */
export interface BenchN8n {
	readonly n8n: N8nInstance;
	readonly editor: Editor;
	readonly credential: SavedCredential;
}

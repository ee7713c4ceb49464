import type { Simulator } from '../../simulator';
import type { Editor, SavedCredential } from '../n8n/Editor';
import type { N8nInstance } from '../n8n/startN8n';

/** What a spec has: a real n8n with the packed package, and the service that it talks to. */
export interface World {
	readonly n8n: N8nInstance;
	readonly editor: Editor;
	readonly simulator: Simulator;
	/** Right for the simulator. */
	readonly credential: SavedCredential;
	readonly userFolder: string;
	/** Where the pictures for the docs go, in a run that takes them. */
	readonly images?: string;
}

export type Spec = (world: World) => Promise<void>;

/** Specs by what they show; they run in this order, each against a simulator in its first state. */
export type Specs = Readonly<Record<string, Spec>>;

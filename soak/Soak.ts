import type { Bench, BenchN8n } from '../bench/machine/Bench';
import type { LeadBook } from './check/LeadBook';
import type { Scale } from './Scale';
import type { SoakWorkflow } from './SoakWorkflow';

/** A soak under way. */
export interface Soak {
	readonly bench: Bench;
	readonly n8n: BenchN8n;
	readonly scale: Scale;
	readonly book: LeadBook;
	/** One for files with keys, one for those without. */
	readonly fileWorkflows: { readonly plain: SoakWorkflow; readonly keyed: SoakWorkflow };
	readonly singles: SoakWorkflow;
	readonly outcomes: SoakWorkflow;
	/** What the outcomes are written into. */
	readonly outcomesFile: string;
	/** Where the files' leads go, file by file. */
	readonly campaigns: readonly string[];
}

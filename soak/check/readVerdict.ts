import { statusIn } from '../../e2e/n8n/Execution';
import { verdicts, type SoakVerdict } from './verdicts';

const known: ReadonlySet<string> = new Set(verdicts);

/** What an item of the node's outputs says of its lead, if it says anything. */
export function readVerdict(json: Readonly<Record<string, unknown>>): SoakVerdict | undefined {
	const status = statusIn(json) ?? '';
	if (json.error !== undefined && status === 'skipped') return 'notSent';
	return known.has(status) ? (status as SoakVerdict) : undefined;
}

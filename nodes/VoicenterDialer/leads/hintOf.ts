import type { NodeExecutionHint } from 'n8n-workflow';
import type { Verdict } from './Verdict';

const words: Readonly<Record<Verdict['status'], string>> = {
	added: 'added',
	rejected: 'rejected',
	unknown: 'unknown (the service may have them)',
	skipped: 'skipped',
	dryRun: 'checked, not sent',
};

/** The count of verdicts, as a note on the node. */
export function hintOf(verdicts: Iterable<Verdict>): NodeExecutionHint {
	const counts = new Map<Verdict['status'], number>();
	for (const { status } of verdicts) counts.set(status, (counts.get(status) ?? 0) + 1);
	const parts = Object.entries(words)
		.map(([status, word]) => ({ count: counts.get(status as Verdict['status']) ?? 0, word }))
		.filter(({ count }) => count > 0)
		.map(({ count, word }) => `${count.toLocaleString('en')} ${word}`);
	const isAllWell = !counts.has('rejected') && !counts.has('unknown');
	return {
		message: `Leads: ${parts.join(', ')}.${isAllWell ? '' : ' The field “description” of each lead says why.'}`,
		type: isAllWell ? 'info' : 'warning',
		location: 'outputPane',
	};
}

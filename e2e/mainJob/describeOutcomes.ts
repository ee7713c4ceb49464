import type { OutcomeJobResult } from './runOutcomeJob';

const faultsShown = 20;

export function describeOutcomes(
	{ lines, byStatus, faults }: OutcomeJobResult,
	outcomesFile: string,
): string {
	const outcomes = Object.entries(byStatus).sort(([, a], [, b]) => b - a);
	return [
		'The simulator has called them; the outcomes came back through the trigger:',
		...outcomes.map(([status, count]) => `  ${count} ${status}`),
		`  ${lines} lines in ${outcomesFile}`,
		'',
		...(faults.length === 0
			? ['Every lead that was added has exactly one final outcome, the one that the dialer had.']
			: ['It does NOT add up:', ...faults.slice(0, faultsShown).map((fault) => `  ${fault}`)]),
	].join('\n');
}

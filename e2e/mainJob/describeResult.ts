import type { LeadVerdict } from './compareQueue';
import type { MainJobResult } from './runMainJob';

const faultsShown = 20;
const nameWidth = 18;
const phoneWidth = 14;

/** Hebrew names change the order in a terminal line, so that they are kept between marks of their own. */
const isolated = (text: string, width: number) =>
	`\u2068${text}\u2069${' '.repeat(Math.max(0, width - text.length))}`;

/** The node's text goes on with what to do; here the first sentence is enough. */
const firstSentence = (text: string) => text.split(/\.(?=\s|$)/)[0];

function line({ lead, status, description }: LeadVerdict): string {
	const name = `${lead['First name']} ${lead['Last name']}`.trim();
	const phone = lead['Phone number'] || '(empty)';
	const id = lead['Lead ID'];
	return `    ${id}  ${isolated(name, nameWidth)}  ${phone.padEnd(phoneWidth)}  ${status}: ${firstSentence(description)}`;
}

export function describeResult(
	{ leads, verdicts, queueLength, faults }: MainJobResult,
	campaign: string,
): string {
	const notAdded = verdicts.filter(({ status }) => status !== 'added');
	const rejected = notAdded.filter(({ status }) => status === 'rejected').length;
	const others = notAdded.length - rejected;
	return [
		`${leads.length} leads from the file, into the campaign “${campaign}”:`,
		`  ${verdicts.length - notAdded.length} added`,
		`  ${rejected} rejected${others > 0 ? `, ${others} other` : ''}`,
		...notAdded.map(line),
		`  ${queueLength} calls wait in the queue, read back from the simulator`,
		...(faults.length === 0
			? ['', 'The queue equals what was added: the same leads, each once, with the same data.']
			: [
					'',
					'It does NOT add up:',
					...faults.slice(0, faultsShown).map((fault) => `  ${fault}`),
					...(faults.length > faultsShown ? [`  … and ${faults.length - faultsShown} more`] : []),
				]),
	].join('\n');
}

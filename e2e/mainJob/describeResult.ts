import { DateTime } from 'luxon';
import { hoursInWords, inIsrael, isOpenAt } from './callingHours';
import {
	groupBy,
	type Lead,
	type LeadVerdict,
	type MainJobResult,
	type SentBetween,
} from './leadJob';

const faultsShown = 20;
const nameWidth = 18;
const phoneWidth = 16;

/** Isolates Hebrew names, which would change the order of a terminal line. */
const isolated = (text: string, width: number) =>
	`\u2068${text}\u2069${' '.repeat(Math.max(0, width - text.length))}`;

/** Only the first sentence: the rest says what to do. */
const firstSentence = (text: string) => text.split(/\.(?=\s|$)/)[0];

function line({ lead, description }: LeadVerdict): string {
	const name = `${lead['First name']} ${lead['Last name']}`.trim();
	const phone = lead['Phone number'] || '(empty)';
	const id = lead['Lead ID'];
	return `    ${id}  ${isolated(name, nameWidth)}  ${phone.padEnd(phoneWidth)}  ${firstSentence(description)}`;
}

/** As a spreadsheet leaves a phone number that it stores as a number. */
const hasLostItsZero = ({ 'Phone number': phone }: Lead) => /^[2-9]\d{7,8}$/.test(phone);

/** What completing the numbers and the calling hours did to the added leads. */
function describeAdded(added: readonly LeadVerdict[], { end }: SentBetween): string[] {
	const openings = added.flatMap(({ scheduledFor }) =>
		scheduledFor === undefined ? [] : [DateTime.fromISO(scheduledFor).toSeconds()],
	);
	const completed = added.filter(({ lead }) => hasLostItsZero(lead)).length;
	const moved = openings.length;
	const first = moved > 0 ? `, the first to ${inIsrael(Math.min(...openings))}` : '';
	const others = moved > 0 ? '; the rows that were moved ask for another time' : '';
	return [
		`    ${completed} had lost the zero of their phone number, and got it back`,
		`    ${moved} were moved to a time within the calling hours${first}`,
		`      Calling hours: ${hoursInWords}.`,
		`      In Israel it is ${inIsrael(end)}. ${isOpenAt(end) ? `People may be called now${others}` : 'Nobody may be called now'}.`,
	];
}

export function describeResult(
	{ leads, verdicts, queueLength, sent, faults }: Omit<MainJobResult, 'execution'>,
	campaign: string,
): string {
	const of = groupBy(verdicts, ({ status }) => status);
	const added = of.get('added') ?? [];
	return [
		`${leads.length} leads from the file, into the campaign “${campaign}”:`,
		`  ${added.length} added`,
		...describeAdded(added, sent),
		...[...of].flatMap(([status, some]) =>
			status === 'added' ? [] : [`  ${some.length} ${status}`, ...some.map(line)],
		),
		`  ${queueLength} calls are waiting in the queue of the simulator`,
		...(faults.length === 0
			? [
					'',
					'The queue matches the added leads: the same leads, each once, with the same data.',
					'Nobody is due outside the calling hours.',
				]
			: [
					'',
					'There are DIFFERENCES:',
					...faults.slice(0, faultsShown).map((fault) => `  ${fault}`),
					...(faults.length > faultsShown ? [`  … and ${faults.length - faultsShown} more`] : []),
				]),
	].join('\n');
}

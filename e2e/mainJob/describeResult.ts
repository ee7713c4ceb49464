import { DateTime } from 'luxon';
import { hoursInWords, inIsrael, isOpenAt } from './callingHours';
import type { Lead, LeadVerdict, MainJobResult, SentBetween } from './leadJob';

const faultsShown = 20;
const nameWidth = 18;
const phoneWidth = 14;

/** Isolates Hebrew names, which would change the order of a terminal line. */
const isolated = (text: string, width: number) =>
	`\u2068${text}\u2069${' '.repeat(Math.max(0, width - text.length))}`;

/** Only the first sentence: the rest says what to do. */
const firstSentence = (text: string) => text.split(/\.(?=\s|$)/)[0];

function line({ lead, status, description }: LeadVerdict): string {
	const name = `${lead['First name']} ${lead['Last name']}`.trim();
	const phone = lead['Phone number'] || '(empty)';
	const id = lead['Lead ID'];
	return `    ${id}  ${isolated(name, nameWidth)}  ${phone.padEnd(phoneWidth)}  ${status}: ${firstSentence(description)}`;
}

/** As a spreadsheet leaves a phone number that it stores as a number. */
const hasLostItsZero = ({ 'Phone number': phone }: Lead) => /^[2-9]\d{7,8}$/.test(phone);

/** What completing the numbers and the calling hours did to the added leads. */
function describeAdded(added: readonly LeadVerdict[], { end }: SentBetween): string[] {
	const openings = added.flatMap(({ scheduledFor }) =>
		scheduledFor === undefined ? [] : [DateTime.fromISO(scheduledFor).toSeconds()],
	);
	const completed = added.filter(({ lead }) => hasLostItsZero(lead)).length;
	const next = openings.length > 0 ? `, the first on ${inIsrael(Math.min(...openings))}` : '';
	return [
		`    ${completed} had lost the zero of their phone number, and got it back`,
		`    ${openings.length} were scheduled for the next calling hours${next}`,
		`      (${hoursInWords};`,
		`      in Israel it is ${inIsrael(end)} now, which is ${isOpenAt(end) ? 'within' : 'outside'} them)`,
	];
}

export function describeResult(
	{ leads, verdicts, queueLength, sent, faults }: Omit<MainJobResult, 'execution'>,
	campaign: string,
): string {
	const of = (...statuses: string[]) => verdicts.filter(({ status }) => statuses.includes(status));
	const [added, rejected, skipped] = [of('added'), of('rejected'), of('skipped')];
	const others = verdicts.filter((one) => ![...added, ...rejected, ...skipped].includes(one));
	const listed = (title: string, some: readonly LeadVerdict[]) =>
		some.length > 0 ? [`  ${some.length} ${title}`, ...some.map(line)] : [];
	return [
		`${leads.length} leads from the file, into the campaign “${campaign}”:`,
		`  ${added.length} added`,
		...describeAdded(added, sent),
		...listed('rejected', rejected),
		...listed('not sent, because of the calling rules', skipped),
		...listed('other', others),
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

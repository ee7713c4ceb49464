import { DateTime } from 'luxon';
import { readFileSync } from 'node:fs';
import type { Call, Simulator } from '../../simulator';
import type { EditorApi } from '../n8n/EditorApi';
import type { Execution } from '../n8n/Execution';
import type { SavedWorkflow } from '../n8n/workflows';
import { hoursInWords, inIsrael, isOpenAt, nextOpening } from './callingHours';

interface MainJobResult {
	readonly leads: readonly Lead[];
	readonly verdicts: readonly LeadVerdict[];
	readonly queueLength: number;
	/** When the leads were sent, in epoch seconds. */
	readonly sent: SentBetween;
	/** Descriptions of all differences. */
	readonly faults: readonly string[];
	readonly execution: Execution;
}

const addNode = 'Add leads to campaign';

/** People who opted out, written otherwise than in the file. */
export const optedOut = '972-52-5550154, 053 555 0120, +972545550180';

function verdictsOf(execution: Execution, leads: readonly Lead[]): LeadVerdict[] {
	return execution.itemsOf(addNode).flatMap(({ json, pairedItem }) => {
		const { item } = (pairedItem ?? {}) as { item?: number };
		const lead = leads[item ?? -1];
		if (!lead) return [];
		return [
			{
				lead,
				status: String(json.status),
				description: String(json.description ?? ''),
				...(typeof json.scheduledFor === 'string' && { scheduledFor: json.scheduledFor }),
			},
		];
	});
}

function faultsOfExecution(execution: Execution): string[] {
	if (execution.status === 'success') return [];
	const { message = 'no error message', description } = execution.error ?? {};
	return [
		[`n8n ended the workflow with “${execution.status}”: ${message}`, description]
			.filter(Boolean)
			.join(' '),
	];
}

/** Adds the leads of the file to the campaign with the workflow, then reads the queue. */
export async function runMainJob(
	editor: EditorApi,
	simulator: Simulator,
	workflow: SavedWorkflow,
	job: { readonly csvFile: string; readonly campaign: string; readonly zone: string },
): Promise<MainJobResult> {
	const leads = readLeads(job.csvFile);
	const start = epochSecondsNow();
	const execution = await editor.runWorkflow(workflow);
	const sent = { start, end: epochSecondsNow() };
	const verdicts = verdictsOf(execution, leads);
	const campaign = simulator.campaigns.find(({ code }) => code === job.campaign);
	const queue = [...(campaign?.pending ?? [])];
	const judged = new Set(verdicts.map(({ lead }) => lead['Lead ID']));
	const isOneEach = verdicts.length === leads.length && judged.size === leads.length;
	return {
		leads,
		verdicts,
		queueLength: queue.length,
		sent,
		faults: [
			...faultsOfExecution(execution),
			...(isOneEach ? [] : [`${leads.length} leads got ${verdicts.length} verdicts`]),
			...compareQueue(verdicts, queue, job.zone),
			...checkTimes(verdicts, job.zone, sent),
		],
		execution,
	};
}

export interface LeadVerdict {
	readonly lead: Lead;
	readonly status: string;
	readonly description: string;
	/** The ISO time to which the calling rules moved the call. */
	readonly scheduledFor?: string;
}

interface SentBetween {
	readonly start: number;
	readonly end: number;
}

const epochSecondsNow = () => Math.floor(Date.now() / 1000);

const israel = '972';

function phoneOf(text: string): string {
	const digits = text.replace(/\D/g, '').replace(/^00/, '');
	return digits.startsWith(israel) ? digits : israel + digits.replace(/^0/, '');
}

/** As a spreadsheet leaves a phone number that it stores as a number. */
const hasLostItsZero = ({ 'Phone number': phone }: Lead) => /^[2-9]\d{7,8}$/.test(phone);

function epochSecondsOf(text: string, zone: string): number {
	return text === '' ? 0 : DateTime.fromISO(text.replace(' ', 'T'), { zone }).toSeconds();
}

/** The expected call in the queue for a lead of the file. */
function expectedCall({ lead, scheduledFor }: LeadVerdict, zone: string): Record<string, unknown> {
	const time = scheduledFor ?? lead['Call after'];
	return {
		target: phoneOf(lead['Phone number']),
		customerName: `${lead['First name']} ${lead['Last name']}`.trim(),
		priority: Number(lead.Priority || 0),
		originateTime: epochSecondsOf(time, zone),
		city: lead.City,
		product: lead.Product,
	};
}

function callAsSent({ target, customerName, priority, originateTime, customData }: Call) {
	return {
		target,
		customerName,
		priority,
		originateTime,
		city: customData.var_city ?? '',
		product: customData.var_product ?? '',
	} as Record<string, unknown>;
}

function differencesOf(verdict: LeadVerdict, calls: readonly Call[], zone: string): string[] {
	const { lead, status } = verdict;
	const id = lead['Lead ID'];
	if (status !== 'added') {
		return calls.length === 0 ? [] : [`${id} has the status ${status}, but is in the queue`];
	}
	if (calls.length !== 1) {
		return [`${id} has the status added, but is in the queue ${calls.length} times`];
	}
	const call = callAsSent(calls[0]);
	return Object.entries(expectedCall(verdict, zone))
		.filter(([name, value]) => call[name] !== value)
		.map(
			([name, value]) =>
				`${id}: ${name} is ${JSON.stringify(call[name])} in the queue instead of ${JSON.stringify(value)}`,
		);
}

/** Describes where the queue differs from the verdicts and the file. */
export function compareQueue(
	verdicts: readonly LeadVerdict[],
	queue: readonly Call[],
	zone: string,
): string[] {
	const byLead = groupBy(queue, ({ customData }) => String(customData.var_lead_id));
	const known = new Set(verdicts.map(({ lead }) => lead['Lead ID']));
	const strangers = queue.filter(({ customData }) => !known.has(String(customData.var_lead_id)));
	return [
		...verdicts.flatMap((verdict) =>
			differencesOf(verdict, byLead.get(verdict.lead['Lead ID']) ?? [], zone),
		),
		...strangers.map(({ target }) => `${target} is in the queue, but not in the file`),
	];
}

/** Describes the added leads that the calling rules should have scheduled otherwise. */
export function checkTimes(
	verdicts: readonly LeadVerdict[],
	zone: string,
	{ start, end }: SentBetween,
): string[] {
	return verdicts.flatMap(({ lead, status, scheduledFor }) => {
		if (status !== 'added') return [];
		const wanted = epochSecondsOf(lead['Call after'], zone);
		const [first, last] = [start, end].map((now) => Math.max(now, wanted));
		const isRight =
			scheduledFor === undefined
				? isOpenAt(first) || isOpenAt(last)
				: [nextOpening(first), nextOpening(last)].includes(epochSecondsOf(scheduledFor, zone)) &&
					!(isOpenAt(first) && isOpenAt(last));
		return isRight
			? []
			: [`${lead['Lead ID']} is scheduled for ${scheduledFor ?? 'the time of the file'}`];
	});
}

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

export type Lead = Readonly<Record<string, string>>;

const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/** Reads a CSV file without n8n, so that the two can be compared. */
export function readLeads(file: string): Lead[] {
	const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
	const lines: string[][] = [[]];
	cell.lastIndex = 0;
	while (cell.lastIndex < text.length) {
		const match = cell.exec(text);
		if (!match) throw new Error(`${file}: line ${lines.length} cannot be read`);
		lines[lines.length - 1].push(match[1]?.replaceAll('""', '"') ?? match[2]);
		if (match[3] !== ',') lines.push([]);
	}
	const [names, ...rows] = lines.filter(({ length }) => length > 0);
	return rows.map((row) =>
		Object.fromEntries(names.map((name, index) => [name, row[index] ?? ''])),
	);
}

export function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const value of values) {
		const group = groups.get(keyOf(value));
		if (group) group.push(value);
		else groups.set(keyOf(value), [value]);
	}
	return groups;
}

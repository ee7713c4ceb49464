import { DateTime } from 'luxon';
import { readFileSync } from 'node:fs';
import type { Call, Simulator } from '../../simulator';
import type { Execution } from '../n8n/Execution';
import { isOpenAt, nextOpening } from './callingHours';

export interface MainJobResult {
	readonly leads: readonly Lead[];
	readonly verdicts: readonly LeadVerdict[];
	readonly queueLength: number;
	/** When the leads were sent, in epoch seconds. */
	readonly sent: SentBetween;
	/** Descriptions of all differences. */
	readonly faults: readonly string[];
	readonly execution: Execution;
}

export const addNode = 'Add leads to campaign';

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

/** Runs the workflow that adds the leads of the file to the campaign, then reads the queue. */
export async function runMainJob(
	runWorkflow: () => Promise<Execution>,
	simulator: Simulator,
	job: { readonly csvFile: string; readonly campaign: string; readonly zone: string },
): Promise<MainJobResult> {
	const leads = readLeads(job.csvFile);
	const start = epochSecondsNow();
	const execution = await runWorkflow();
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

export interface SentBetween {
	readonly start: number;
	readonly end: number;
}

const epochSecondsNow = () => Math.floor(Date.now() / 1000);

const israel = '972';

function phoneOf(text: string): string {
	const digits = text.replace(/\D/g, '').replace(/^00/, '');
	return digits.startsWith(israel) ? digits : israel + digits.replace(/^0/, '');
}

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

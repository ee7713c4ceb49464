import { DateTime } from 'luxon';
import { readFileSync } from 'node:fs';
import type { Call, Simulator } from '../../simulator';
import type { EditorApi } from '../n8n/EditorApi';
import type { Execution } from '../n8n/Execution';
import type { SavedWorkflow } from '../n8n/workflows';

interface MainJobResult {
	readonly leads: readonly Lead[];
	readonly verdicts: readonly LeadVerdict[];
	readonly queueLength: number;
	/** Descriptions of all differences. */
	readonly faults: readonly string[];
	readonly execution: Execution;
}

const addNode = 'Add leads to campaign';

function verdictsOf(execution: Execution, leads: readonly Lead[]): LeadVerdict[] {
	return execution.itemsOf(addNode).flatMap(({ json, pairedItem }) => {
		const { item } = (pairedItem ?? {}) as { item?: number };
		const lead = leads[item ?? -1];
		if (!lead) return [];
		return [{ lead, status: String(json.status), description: String(json.description ?? '') }];
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
	const execution = await editor.runWorkflow(workflow);
	const verdicts = verdictsOf(execution, leads);
	const campaign = simulator.campaigns.find(({ code }) => code === job.campaign);
	const queue = [...(campaign?.pending ?? [])];
	const judged = new Set(verdicts.map(({ lead }) => lead['Lead ID']));
	const isOneEach = verdicts.length === leads.length && judged.size === leads.length;
	return {
		leads,
		verdicts,
		queueLength: queue.length,
		faults: [
			...faultsOfExecution(execution),
			...(isOneEach ? [] : [`${leads.length} leads got ${verdicts.length} verdicts`]),
			...compareQueue(verdicts, queue, job.zone),
		],
		execution,
	};
}

export interface LeadVerdict {
	readonly lead: Lead;
	readonly status: string;
	readonly description: string;
}

const israel = '972';

function phoneOf(text: string): string {
	const digits = text.replace(/\D/g, '').replace(/^00/, '');
	return digits.startsWith('0') ? israel + digits.slice(1) : digits;
}

function epochSecondsOf(text: string, zone: string): number {
	return text === '' ? 0 : DateTime.fromISO(text.replace(' ', 'T'), { zone }).toSeconds();
}

/** The expected call in the queue for a lead of the file. */
function expectedCall(lead: Lead, zone: string): Record<string, unknown> {
	return {
		phone: phoneOf(lead['Phone number']),
		customerName: `${lead['First name']} ${lead['Last name']}`.trim(),
		priority: Number(lead.Priority || 0),
		originateTime: epochSecondsOf(lead['Call after'], zone),
		city: lead.City,
		product: lead.Product,
	};
}

function callAsSent({ phone, customerName, priority, originateTime, customData }: Call) {
	return {
		phone,
		customerName,
		priority,
		originateTime,
		city: customData.var_city ?? '',
		product: customData.var_product ?? '',
	} as Record<string, unknown>;
}

function differencesOf(
	{ lead, status }: LeadVerdict,
	calls: readonly Call[],
	zone: string,
): string[] {
	const id = lead['Lead ID'];
	if (status !== 'added') {
		return calls.length === 0 ? [] : [`${id} has the status ${status}, but is in the queue`];
	}
	if (calls.length !== 1) {
		return [`${id} has the status added, but is in the queue ${calls.length} times`];
	}
	const call = callAsSent(calls[0]);
	return Object.entries(expectedCall(lead, zone))
		.filter(([name, value]) => call[name] !== value)
		.map(
			([name, value]) =>
				`${id}: ${name} is ${JSON.stringify(call[name])} in the queue, the file says ${JSON.stringify(value)}`,
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
		`  ${queueLength} calls are waiting in the queue of the simulator`,
		...(faults.length === 0
			? ['', 'The queue matches the added leads: the same leads, each once, with the same data.']
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

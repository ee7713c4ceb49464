import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { baseAddress } from '../api/encode';
import { InputError } from '../api/failure';
import { isRecord, parseJson, recordsIn } from '../api/json';
import { extensionsPath } from '../api/methods';
import type { Redactor } from '../api/redaction';
import { toText } from '../input/values';
import { credentialType, type Credential } from './credential';
import { toNodeError } from './nodeErrors';
import { ask, plainSender } from './sender';

interface Campaign {
	readonly Name?: string;
	readonly StatusName?: string;
	readonly Code?: string;
}

/** Lists the account's campaigns with their status, without deleted ones. */
export async function searchCampaigns(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { answer, redactor } = await ask(this, { method: 'GetCampaignList', parameters: {} });
	const { Data } = answer;
	const campaigns = recordsIn(Data) as Campaign[];
	const entries = campaigns
		.filter(({ Code, StatusName }) => Code !== undefined && StatusName !== 'Deleted')
		.map(({ Name, StatusName, Code }) => ({
			name: `${Name ?? Code} (${StatusName ?? 'unknown'})`,
			value: String(Code),
		}))
		.sort((a, b) => a.name.localeCompare(b.name));
	return page(entries, redactor, filter, paginationToken);
}

interface Member {
	readonly Member?: string;
	readonly DisplayName?: string;
}

/** Lists the campaign's members; for Member: Add, the account's extensions, with members marked. */
export async function searchMembers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const chosen = this.getCurrentNodeParameter('campaign', { extractValue: true });
	const campaign = toText(chosen ?? '', 'Campaign').trim();
	if (campaign === '') {
		throw toNodeError(
			this.getNode(),
			new InputError('No campaign is selected', 'Select a campaign first, then a member.'),
		);
	}
	const { answer, redactor } = await ask(this, {
		method: 'GetMembersList',
		parameters: { Campaign: campaign },
	});
	const { Data } = answer;
	const members = recordsIn(Data) as Member[];
	if (this.getCurrentNodeParameter('operation') !== 'add') {
		const entries = members.map(({ Member: sip, DisplayName }) => entryOf(sip, DisplayName));
		return page(entries, redactor, filter, paginationToken);
	}
	const known = new Set(members.map(({ Member: sip }) => sip));
	const extensions = await listExtensions(this);
	const entries = extensions.map(({ SIP, Name }) => entryOf(SIP, Name, known.has(SIP)));
	return page(entries, redactor, filter, paginationToken);
}

const entryOf = (sip: unknown, name: unknown, isMember = false) => ({
	name: `${name ?? sip} (${sip})${isMember ? ' – already a member' : ''}`,
	value: String(sip),
});

export interface Extension {
	/** The SIP code, which AddMember takes. */
	readonly SIP?: string;
	readonly Name?: string;
}

/**
 * Lists the account's extensions (vendor's practice).
 * @throws NodeOperationError, shown in the picker
 */
async function listExtensions(context: ILoadOptionsFunctions): Promise<Extension[]> {
	const { monitorUrl } = await context.getCredentials<Credential & IDataObject>(credentialType);
	const extensions = await requestExtensions(context, baseAddress(monitorUrl));
	if (extensions.length > 0) return extensions;
	throw toNodeError(
		context.getNode(),
		new InputError(
			'No extensions were found for this account',
			'Check the Account Code and the Monitor URL in the credential: a wrong code returns an empty list. Or choose “By SIP Code” and enter the extension’s SIP code.',
		),
	);
}

/** An unreadable response counts as empty. */
async function requestExtensions(
	context: ILoadOptionsFunctions,
	baseURL: string,
): Promise<Extension[]> {
	try {
		const { body } = await plainSender(context)({
			method: 'POST',
			baseURL,
			url: extensionsPath,
			headers: { 'Content-Type': 'application/json' },
			body: { showAll: 1 },
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: 15_000,
		});
		const answer = parseJson(String(body));
		return isRecord(answer) ? (recordsIn(answer.EXTENSIONS) as Extension[]) : [];
	} catch {
		return [];
	}
}

/**
 * Without the invisible characters that reverse what follows them: a name with one would show its
 * status or its SIP code backwards. Hebrew needs none of them.
 */
const inReadingOrder = (name: string): string => name.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');

/**
 * n8n cuts off what doesn't fit: the status and the last words of a long name, which tell it from
 * others, or the first words of a Hebrew one. So the middle is left out instead.
 */
function fitting(name: string): string {
	if (name.length <= longestName) return name;
	// Without half of a character, such as an emoji.
	const start = name.slice(0, longestStart).replace(/[\ud800-\udbff]$/, '');
	const end = name.slice(1 + longestStart - longestName).replace(/^[\udc00-\udfff]/, '');
	return `${start}…${end}`;
}

const longestName = 52;
const longestStart = 22;

const pageSize = 100;

/**
 * One page of the entries that match the filter. The token is the start of the next page. n8n stores
 * what is picked in the workflow, so an entry whose value contains the account code cannot be picked.
 */
function page(
	all: readonly INodeListSearchItems[],
	redactor: Redactor,
	filter = '',
	paginationToken?: string,
): INodeListSearchResult {
	const wanted = filter.trim().toLowerCase();
	const entries = all
		.filter(({ value }) => redactor.text(String(value)) === String(value))
		.map(({ name, value }) => ({ name: redactor.text(inReadingOrder(name)), value }));
	const matching = entries.filter(
		({ name, value }) =>
			name.toLowerCase().includes(wanted) || String(value).toLowerCase().includes(wanted),
	);
	const start = Number(paginationToken ?? 0);
	const end = start + pageSize;
	return {
		results: matching.slice(start, end).map(({ name, value }) => ({ name: fitting(name), value })),
		paginationToken: end < matching.length ? String(end) : undefined,
	};
}

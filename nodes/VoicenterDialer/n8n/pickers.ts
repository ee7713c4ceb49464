import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { baseAddress } from '../api/encode';
import { InputError } from '../api/failure';
import { extensionsPath } from '../api/methods';
import { toText } from '../input/values';
import { credentialType, type Credential } from './credential';
import { toNodeError } from './nodeErrors';
import { ask, plainSender } from './sender';

interface Campaign {
	readonly Name?: string;
	readonly StatusName?: string;
	readonly Code?: string;
}

/** The account's campaigns with their state; deleted ones are left out. */
export async function searchCampaigns(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { Data } = await ask(this, { method: 'GetCampaignList', parameters: {} });
	const campaigns = Array.isArray(Data) ? (Data as Campaign[]) : [];
	const entries = campaigns
		.filter(({ Code, StatusName }) => Code !== undefined && StatusName !== 'Deleted')
		.map(({ Name, StatusName, Code }) => ({
			name: `${Name ?? Code} (${StatusName ?? 'unknown'})`,
			value: String(Code),
		}))
		.sort((a, b) => a.name.localeCompare(b.name));
	return page(entries, filter, paginationToken);
}

interface Member {
	readonly Member?: string;
	readonly DisplayName?: string;
}

/**
 * The campaign's members; to add one, the account's extensions, with those marked who are members
 * already.
 */
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
			new InputError('No campaign is chosen yet', 'Choose the campaign first, then its member.'),
		);
	}
	const { Data } = await ask(this, {
		method: 'GetMembersList',
		parameters: { Campaign: campaign },
	});
	const members = Array.isArray(Data) ? (Data as Member[]) : [];
	if (this.getCurrentNodeParameter('operation') !== 'add') {
		const entries = members.map(({ Member: sip, DisplayName }) => entryOf(sip, DisplayName));
		return page(entries, filter, paginationToken);
	}
	const known = new Set(members.map(({ Member: sip }) => sip));
	const extensions = await listExtensions(this);
	const entries = extensions.map(({ SIP, Name }) => entryOf(SIP, Name, known.has(SIP)));
	return page(entries, filter, paginationToken);
}

const entryOf = (sip: unknown, name: unknown, isMember = false) => ({
	name: `${name ?? sip} (${sip})${isMember ? ' – already a member' : ''}`,
	value: String(sip),
});

export interface Extension {
	/** The SIP code, by which AddMember knows the extension. */
	readonly SIP?: string;
	readonly Name?: string;
}

/**
 * The account's extensions (vendor's practice).
 * @throws NodeOperationError, whose text the picker shows
 */
async function listExtensions(context: ILoadOptionsFunctions): Promise<Extension[]> {
	const { monitorUrl } = await context.getCredentials<Credential & IDataObject>(credentialType);
	const { EXTENSIONS } = await requestExtensions(context, baseAddress(monitorUrl));
	if (Array.isArray(EXTENSIONS) && EXTENSIONS.length > 0) return EXTENSIONS as Extension[];
	throw toNodeError(
		context.getNode(),
		new InputError(
			'No extensions are listed for this account',
			'Check the account code and the Monitor URL in the credential: a wrong code gives an empty list. Or choose “By SIP Code” and enter the extension’s SIP code.',
		),
	);
}

/** An answer that cannot be read counts as an empty one. */
async function requestExtensions(
	context: ILoadOptionsFunctions,
	baseURL: string,
): Promise<IDataObject> {
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
		return JSON.parse(String(body)) as IDataObject;
	} catch {
		return {};
	}
}

const pageSize = 100;

/** One page of what the picker's filter text leaves; the token is where the next one starts. */
function page(
	entries: readonly INodeListSearchItems[],
	filter = '',
	paginationToken?: string,
): INodeListSearchResult {
	const wanted = filter.trim().toLowerCase();
	const matching = entries.filter(
		({ name, value }) =>
			name.toLowerCase().includes(wanted) || String(value).toLowerCase().includes(wanted),
	);
	const start = Number(paginationToken ?? 0);
	const end = start + pageSize;
	return {
		results: matching.slice(start, end),
		paginationToken: end < matching.length ? String(end) : undefined,
	};
}

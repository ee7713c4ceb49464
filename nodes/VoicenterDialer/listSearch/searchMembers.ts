import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { ask } from '../routing/ask';
import { toNodeError } from '../routing/failedItem';
import { InputError } from '../transport/InputError';
import { toText } from '../transport/toText';
import { askExtensions } from './askExtensions';
import { page } from './page';

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
	const extensions = await askExtensions(this);
	const entries = extensions.map(({ SIP, Name }) => entryOf(SIP, Name, known.has(SIP)));
	return page(entries, filter, paginationToken);
}

const entryOf = (sip: unknown, name: unknown, isMember = false) => ({
	name: `${name ?? sip} (${sip})${isMember ? ' – already a member' : ''}`,
	value: String(sip),
});

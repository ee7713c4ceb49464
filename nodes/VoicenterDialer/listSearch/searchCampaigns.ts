import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { ask } from '../routing/ask';
import { page } from './page';

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

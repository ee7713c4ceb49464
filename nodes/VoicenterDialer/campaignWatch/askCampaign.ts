import type { IDataObject } from 'n8n-workflow';
import type { DialerRequest } from '../transport/encode';
import type { Answer } from '../transport/readAnswer';
import { readCampaign, type Campaign } from './Campaign';

type Ask = (request: Omit<DialerRequest, 'variables'>) => Promise<Answer>;

/**
 * The campaign's present state, with one request where the service counts waiting calls in its
 * campaign list (vendor's practice, and the one place that counts them for every kind of campaign).
 * By the guide, the list has names and states only (6.3), and the details have the count (6.14).
 */
export async function askCampaign(ask: Ask, code: string): Promise<Campaign> {
	const { Data: list } = await ask({ method: 'GetCampaignList', parameters: {} });
	const record = (Array.isArray(list) ? (list as IDataObject[]) : []).find(
		({ Code }) => String(Code).trim() === code,
	);
	const listed = readCampaign(record ?? {});
	if (listed.status === 'Deleted' || listed.pendingCalls !== null) return listed;

	const { Data: details } = await ask({
		method: 'GetCampaignDetails',
		parameters: { Campaign: code },
	});
	const { name, status, pendingCalls } = readCampaign((details ?? {}) as IDataObject);
	return { name: listed.name ?? name, status: listed.status ?? status, pendingCalls };
}

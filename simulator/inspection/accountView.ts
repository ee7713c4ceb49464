import type { Account } from '../state/Account';
import type { Campaign } from '../state/Campaign';

const campaignView = (campaign: Campaign) => ({
	code: campaign.code,
	name: campaign.name,
	kind: campaign.kind,
	status: campaign.status,
	pendingCalls: campaign.pending.size,
	members: Object.fromEntries(campaign.members),
	strategy: campaign.strategy,
	maxCalls: campaign.maxCalls,
	representatives: campaign.representatives,
});

/** The account as the inspection shows it. */
export const accountView = (account: Account) => ({
	accountCode: account.code,
	campaigns: Array.from(account.campaigns.values(), campaignView),
	extensions: account.extensions,
	blacklist: [...account.blacklist],
	skipped: account.skipped,
});

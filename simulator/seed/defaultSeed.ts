import type { AccountSeed } from './AccountSeed';
import { seedCampaigns } from './seedCampaigns';
import { seedExtensions } from './seedExtensions';

/** An account as a call center would have it: enough campaigns and agents to page through. */
export const defaultSeed: AccountSeed = {
	code: 'SIMULATED0ACCOUNT0CODE',
	campaigns: seedCampaigns,
	extensions: seedExtensions,
	blacklist: ['0509999999'],
};

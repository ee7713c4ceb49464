import type { CampaignStatus } from '../../nodes/VoicenterDialer/api/methods';
import type { PendingCalls } from './PendingCalls';

export type CampaignKind = 'agent' | 'ivr' | 'predictive';

export interface Campaign {
	readonly code: string;
	readonly name: string;
	readonly kind: CampaignKind;
	status: CampaignStatus;
	/** Display names by SIP code. */
	readonly members: Map<string, string>;
	readonly pending: PendingCalls;
	/** As UpdateCampaignStrategy set it, by wire name. */
	strategy: Record<string, number>;
	maxCalls?: number;
	representatives?: readonly string[];
}

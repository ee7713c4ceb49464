import type { CampaignStatus } from '../../nodes/VoicenterDialer/api/methods';
import type { CallDetails } from '../state/Call';
import type { CampaignKind } from '../state/Campaign';

/** An account's extension, as the monitor's GetExtensions reports it. */
export interface Extension {
	readonly SIP: string;
	readonly Name: string;
	readonly SpeedDial: number;
	readonly AccountID: number;
	readonly AccountName: string;
	readonly UserName: string;
	readonly UserEmail: string;
}

export interface CallSeed extends Partial<CallDetails> {
	readonly target: string;
}

export interface CampaignSeed {
	readonly code: string;
	readonly name: string;
	/** `agent` unless said otherwise. */
	readonly kind?: CampaignKind;
	/** `Enabled` unless said otherwise. */
	readonly status?: CampaignStatus;
	/** Display names by SIP code. */
	readonly members?: Readonly<Record<string, string>>;
	/** Waiting from the start; they do not count as accepted. */
	readonly calls?: readonly CallSeed[];
}

/** What an account holds when the simulator starts, and again after a reset. */
export interface AccountSeed {
	readonly code: string;
	readonly campaigns: readonly CampaignSeed[];
	readonly extensions?: readonly Extension[];
	readonly blacklist?: readonly string[];
}

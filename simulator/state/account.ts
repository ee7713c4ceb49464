import type { CampaignStatus } from '../../nodes/VoicenterDialer/api/methods';
import { canonicalPhone, noDetails, type Call, type CallDetails } from './call';
import { PendingCalls } from './pendingCalls';
import type { AccountSeed, CampaignSeed, Extension } from './seed';

/** Everything that the service knows about one account. */
export class Account {
	readonly code: string;

	readonly campaigns = new Map<string, Campaign>();

	readonly extensions: readonly Extension[];

	/** Do-Not-Call numbers in canonical form. */
	readonly blacklist: Set<string>;

	/** Every accepted call, in order, including those already dialed or removed. */
	readonly accepted: Call[] = [];

	/** Answered with OK but never dialed, because of the blacklist. */
	readonly skipped: Call[] = [];

	private sequence = 0;

	constructor(seed: AccountSeed) {
		this.code = seed.code;
		this.extensions = seed.extensions ?? [];
		this.blacklist = new Set(seed.blacklist?.map(canonicalPhone));
		for (const campaign of seed.campaigns) this.addCampaign(campaign);
	}

	/** The campaign, unless it is unknown or deleted. The guide's own request pads a code with spaces (6.14). */
	campaignInUse(code: string): Campaign | undefined {
		const campaign = this.campaigns.get(code.trim());
		return campaign?.status === 'Deleted' ? undefined : campaign;
	}

	nameOfExtension(sip: string): string {
		return this.extensions.find(({ SIP }) => SIP === sip)?.Name ?? sip;
	}

	addCall(campaign: Campaign, target: string, details: CallDetails): void {
		const call = this.callFor(campaign, target, details);
		if (this.skip(call)) return;
		this.accepted.push(call);
		campaign.pending.add(call);
	}

	/** Skips a call to a Do-Not-Call number. Returns whether it did. */
	skip(call: Call): boolean {
		const isSkipped = !call.ignoresBlacklist && this.blacklist.has(call.phone);
		if (isSkipped) this.skipped.push(call);
		return isSkipped;
	}

	private callFor(campaign: Campaign, target: string, details: CallDetails): Call {
		return {
			sequence: ++this.sequence,
			campaign: campaign.code,
			target,
			phone: canonicalPhone(target),
			callerId: details.callerId,
			callerName: details.callerName,
			customerName: details.customerName,
			originateTime: details.originateTime,
			priority: details.priority,
			customData: details.customData,
			...(details.ignoresBlacklist && { ignoresBlacklist: true }),
		};
	}

	private addCampaign(seed: CampaignSeed): void {
		const campaign: Campaign = {
			code: seed.code,
			name: seed.name,
			kind: seed.kind ?? 'agent',
			status: seed.status ?? 'Enabled',
			members: new Map(Object.entries(seed.members ?? {})),
			pending: new PendingCalls(),
			strategy: {},
		};
		for (const { target, ...details } of seed.calls ?? []) {
			campaign.pending.add(this.callFor(campaign, target, { ...noDetails, ...details }));
		}
		this.campaigns.set(campaign.code, campaign);
	}
}

export type CampaignKind = 'agent' | 'ivr' | 'predictive';

export interface Campaign {
	readonly code: string;
	readonly name: string;
	readonly kind: CampaignKind;
	status: CampaignStatus;
	/** Display names by SIP code. */
	readonly members: Map<string, string>;
	readonly pending: PendingCalls;
	/** Set by UpdateCampaignStrategy, by wire name. */
	strategy: Record<string, number>;
	maxCalls?: number;
	representatives?: readonly string[];
}

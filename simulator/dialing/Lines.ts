import type { Campaign } from '../state/Campaign';

/** What one call occupies while it runs. */
export interface Line {
	readonly campaign: Campaign;
	readonly agent?: string;
}

/** Which campaigns can make one more call. An agent has one call at a time, in whatever campaign. */
export class Lines {
	private readonly used = new Map<string, number>();

	private readonly busyAgents = new Set<string>();

	/**
	 * A campaign without members does not dial (vendor's practice). That is held against agent campaigns
	 * alone: the others play an IVR, and RepresentativeList may be left out.
	 */
	free(campaign: Campaign, linesPerCampaign: number): Line | undefined {
		if (campaign.status !== 'Enabled') return undefined;
		const most = Math.min(linesPerCampaign, campaign.maxCalls ?? Infinity);
		if (this.usedBy(campaign) >= most) return undefined;
		if (campaign.kind !== 'agent') return { campaign };
		for (const agent of campaign.members.keys()) {
			if (!this.busyAgents.has(agent)) return { campaign, agent };
		}
		return undefined;
	}

	take({ campaign, agent }: Line): void {
		this.used.set(campaign.code, this.usedBy(campaign) + 1);
		if (agent) this.busyAgents.add(agent);
	}

	release({ campaign, agent }: Line): void {
		this.used.set(campaign.code, this.usedBy(campaign) - 1);
		if (agent) this.busyAgents.delete(agent);
	}

	private usedBy({ code }: Campaign): number {
		return this.used.get(code) ?? 0;
	}
}

import type { Outcome } from './readAnswer';

/** Guide, 6.1: “Invalid campaign code”. */
const wrongCampaignCode = 1;

/** Campaigns that the service does not know: further requests for them would only meet the same. */
export class RejectedCampaigns {
	private readonly rejections = new Map<string, Outcome>();

	private readonly inARow = new Map<string, number>();

	/** @param enough so many requests in a row have to be rejected for their campaign */
	constructor(private readonly enough: number) {}

	rejectionOf(campaign: string): Outcome | undefined {
		return this.rejections.get(campaign);
	}

	note(campaign: string, outcome: Outcome): void {
		const count = isWrongCampaign(outcome) ? (this.inARow.get(campaign) ?? 0) + 1 : 0;
		this.inARow.set(campaign, count);
		if (count >= this.enough) this.rejections.set(campaign, outcome);
	}
}

/** Said of the request as a whole: AddResult tells of single leads. */
function isWrongCampaign(outcome: Outcome): boolean {
	if (outcome.ok || Number(outcome.failure.errorCode) !== wrongCampaignCode) return false;
	const results: unknown = outcome.answer?.AddResult;
	return !Array.isArray(results) || results.length === 0;
}

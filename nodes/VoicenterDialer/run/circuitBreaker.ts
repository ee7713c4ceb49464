import type { Failure } from '../api/failure';
import type { Outcome } from '../api/outcome';

/** Guide, 6.1: “Invalid campaign code”. */
export const wrongCampaignCode = 1;

/** How often in a row a failure may be one request's own bad luck; others stop the sending at once. */
const toleratedInARow: Readonly<Partial<Record<Failure['kind'], number>>> = {
	// A firewall may dislike one name.
	forbidden: 1,
	tooManyRequests: 2,
	unavailable: 2,
};

/**
 * Stops the sending where every further request would only meet what the last ones have met: at the
 * host, or for one campaign.
 */
export class CircuitBreaker {
	private host: Outcome | undefined;

	private lastFailure: Failure['kind'] | undefined;

	private failuresInARow = 0;

	private readonly campaigns = new Map<string, Outcome>();

	private readonly rejectionsInARow = new Map<string, number>();

	/** @param tolerated so many requests in a row may be rejected for their campaign's code */
	constructor(private readonly tolerated: number) {}

	/** What a request for the campaign would meet; nothing is to be sent then. */
	refusalFor(campaign: string): Outcome | undefined {
		return this.host ?? this.campaigns.get(campaign);
	}

	note(campaign: string, outcome: Outcome): void {
		this.noteHost(outcome);
		const count = isWrongCampaign(outcome) ? (this.rejectionsInARow.get(campaign) ?? 0) + 1 : 0;
		this.rejectionsInARow.set(campaign, count);
		if (count > this.tolerated) this.campaigns.set(campaign, outcome);
	}

	private noteHost(outcome: Outcome): void {
		const kind = outcome.ok ? undefined : outcome.failure.kind;
		this.failuresInARow = kind === this.lastFailure ? this.failuresInARow + 1 : 1;
		this.lastFailure = kind;
		if (outcome.ok || kind === undefined) return;
		const tolerated = outcome.failure.asksForLongPause ? 0 : toleratedInARow[kind];
		const stops =
			tolerated === undefined ? outcome.failure.concernsHost : this.failuresInARow > tolerated;
		if (stops) this.host = outcome;
	}
}

/** Said of the request as a whole: AddResult tells of single leads. */
function isWrongCampaign(outcome: Outcome): boolean {
	if (outcome.ok || Number(outcome.failure.errorCode) !== wrongCampaignCode) return false;
	const results: unknown = outcome.answer?.AddResult;
	return !Array.isArray(results) || results.length === 0;
}

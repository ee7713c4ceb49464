import type { Failure } from '../api/failure';
import type { Outcome } from '../api/outcome';

/** Guide, 6.1: “Invalid campaign code”. */
export const wrongCampaignCode = 1;

/** How many failures in a row do not open the circuit. Other failures of the host open it at once. */
const toleratedInARow: Readonly<Partial<Record<Failure['kind'], number>>> = {
	// A firewall can block a single request because of its content.
	forbidden: 1,
	tooManyRequests: 2,
	unavailable: 2,
};

/** Stops sending to the host, or for one campaign, once further requests would fail the same way. */
export class CircuitBreaker {
	private host: Outcome | undefined;

	private lastFailure: Failure['kind'] | undefined;

	private failuresInARow = 0;

	private readonly campaigns = new Map<string, Outcome>();

	private readonly rejectionsInARow = new Map<string, number>();

	/** @param tolerated rejections of a campaign's code in a row that do not open its circuit */
	constructor(private readonly tolerated: number) {}

	/** @returns the outcome that opened the circuit; do not send a request then */
	openedBy(campaign: string): Outcome | undefined {
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

/** AddResult is about single leads, so it does not count here. */
function isWrongCampaign(outcome: Outcome): boolean {
	if (outcome.ok || Number(outcome.failure.errorCode) !== wrongCampaignCode) return false;
	const results: unknown = outcome.answer?.AddResult;
	return !Array.isArray(results) || results.length === 0;
}

import type { SimulatorOptions } from '../SimulatorOptions';
import type { Campaign } from '../state/Campaign';

/** A campaign as the service reports it. IVR and predictive ones call their queue "awaiting" (vendor). */
export function campaignRecord(
	{ code, name, kind, status, pending }: Campaign,
	answers: SimulatorOptions['answers'],
): object {
	const total =
		kind === 'agent' || answers === 'guide' ? 'TotalPendingCalls' : 'TotalAwaitingCalls';
	return {
		Name: name,
		StatusName: status,
		[total]: pending.size,
		MaxPriority: pending.maxPriority,
		MinPriority: pending.minPriority,
		Code: code,
	};
}

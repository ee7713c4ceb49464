import type { Exchange, Simulator } from '../../simulator';
import type { Sending } from './Sending';

interface Element {
	readonly Campaign?: unknown;
	readonly CustomData?: { readonly var_lead_id?: unknown };
}

const surelyUndone = new Set([429, 503]);

const mayBeDone = ({ fault }: Exchange): boolean =>
	fault?.kind !== 'httpStatus' || !surelyUndone.has(fault.status);

/** Every lead of every request into the campaign, in the order of arrival. */
export function sendingsOf({ requests }: Simulator, campaign: string): Sending[] {
	return requests
		.filter(({ method }) => method === 'AddCall' || method === 'AddCallsBulk')
		.flatMap((exchange) =>
			([exchange.parameters].flat() as Element[])
				.filter(({ Campaign }) => Campaign === campaign)
				.map(({ CustomData }) => ({
					leadId: String(CustomData?.var_lead_id),
					mayBeDone: mayBeDone(exchange),
				})),
		);
}

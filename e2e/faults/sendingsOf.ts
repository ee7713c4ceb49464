import type { Exchange, Simulator } from '../../simulator';
import type { Sending } from './Sending';

interface Element {
	readonly Campaign?: unknown;
	readonly CustomData?: { readonly var_lead_id?: unknown };
}

const surelyUndone = new Set([403, 404, 413, 429, 503]);

/** The guide's internal error: the only code after which the work may be done. */
const internalError = 3;

function mayBeDone({ fault }: Exchange): boolean {
	if (fault?.kind === 'httpStatus') return !surelyUndone.has(fault.status);
	return fault?.kind !== 'errorCode' || fault.errorCode === internalError;
}

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

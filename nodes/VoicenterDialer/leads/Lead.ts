import type { DialerRequest } from '../transport/encode';

/** One input item that passed the check: ready to be sent. */
export interface Lead {
	readonly itemIndex: number;
	readonly request: DialerRequest;
}

export const campaignOf = ({ request }: Lead): string => String(request.parameters.Campaign);
export const targetOf = ({ request }: Lead): string => String(request.parameters.Target);

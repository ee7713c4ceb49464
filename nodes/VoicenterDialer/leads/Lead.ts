import type { DialerRequest } from '../transport/encode';
import { canonicalPhoneNumber } from '../transport/phone';

/** One input item that passed the check: ready to be sent. */
export interface Lead {
	readonly itemIndex: number;
	readonly request: DialerRequest;
	/** Its idempotency key, where the option is used. */
	readonly key?: string;
	/** It is checked and shown, and not sent. */
	readonly isDryRun?: boolean;
}

export const campaignOf = ({ request }: Lead): string => String(request.parameters.Campaign);
export const targetOf = ({ request }: Lead): string => String(request.parameters.Target);

/** The same for every way to write the lead's phone number. */
export const phoneOfLead = (lead: Lead): string => canonicalPhoneNumber(targetOf(lead));

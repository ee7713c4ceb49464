import type { DialerRequest } from '../transport/encode';
import { canonicalPhoneNumber } from '../transport/phone';
import type { Send } from '../transport/sendRequest';
import type { Options } from './options';

/** One input item that passed the check: ready to be sent, and as it was sent. */
export interface Lead {
	readonly itemIndex: number;
	readonly request: DialerRequest;
	readonly options: Options;
	readonly send: Send;
	/** It is checked and shown, and not sent. */
	readonly isDryRun: boolean;
	/** Its idempotency key, where the option is used. */
	readonly key?: string;
}

/** As far as it goes over the wire. */
export type SentCall = Pick<Lead, 'request'>;

export const campaignOf = ({ request }: SentCall): string => String(request.parameters.Campaign);
export const targetOf = ({ request }: SentCall): string => String(request.parameters.Target);

/** The same for every way to write the lead's phone number. */
export const phoneOfLead = (lead: SentCall): string => canonicalPhoneNumber(targetOf(lead));

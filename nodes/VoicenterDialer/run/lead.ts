import type { Send } from '../api/client';
import type { DialerRequest } from '../api/encode';
import { canonicalPhoneNumber } from '../api/phone';
import type { ItemSource } from '../input/parameterReader';
import type { Operation } from '../operations/operation';
import type { Options } from './options';
import type { LeadStatus } from './verdict';

/** An operation each of whose input items is a lead. */
export type LeadOperation = Operation & { readonly status: LeadStatus };

export const isAboutLeads = (operation: Operation): operation is LeadOperation =>
	operation.status !== undefined;

/** One input item, and the ways that n8n gives to work with it. */
export interface Item {
	readonly itemIndex: number;
	readonly source: ItemSource;
	/** Evaluates an expression that is not (or no longer) in the node. */
	readonly evaluate: (expression: string) => unknown;
	readonly send: Send;
}

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

import type { Send } from '../api/client';
import { encode, encodeBulk, type DialerRequest, type EncodedRequest } from '../api/encode';
import { InputError } from '../api/failure';
import { canonicalPhoneNumber } from '../api/phone';
import type { ItemSource } from '../input/parameterReader';
import type { Operation } from '../operations/operation';
import type { Decision, Sending } from '../rules/CallingRules';
import type { Options } from './options';
import type { LeadStatus, Subject } from './verdict';

/** An operation whose input items are leads. */
export type LeadOperation = Operation & { readonly status: LeadStatus };

export const isAboutLeads = (operation: Operation): operation is LeadOperation =>
	operation.status !== undefined;

export interface Item {
	readonly itemIndex: number;
	readonly source: ItemSource;
	/** Evaluates an expression that is not in the node’s current parameters. */
	readonly evaluate: (expression: string) => unknown;
	readonly send: Send;
}

/** A validated input item, as it is sent. */
export interface Lead {
	readonly itemIndex: number;
	readonly request: DialerRequest;
	readonly options: Options;
	readonly send: Send;
	/** Dry Run: check the lead, but do not send it. */
	readonly isDryRun: boolean;
	/** The idempotency key, if the option is set. */
	readonly key?: string;
	/**
	 * What the calling rules say, if there are any, or which of them cannot be read. The request has the
	 * time that they set.
	 */
	readonly decision?: Decision | InputError;
}

export type SentCall = Pick<Lead, 'request'>;

/** Empty for the Do-Not-Call list, which the account has one of. */
export const campaignOf = ({ request }: SentCall): string =>
	String(request.parameters.Campaign ?? '');

export const targetOf = ({ request: { parameters } }: SentCall): string =>
	String(parameters.Target ?? parameters.Phone);

/** The phone number in canonical form. */
export const phoneOfLead = (lead: SentCall): string => canonicalPhoneNumber(targetOf(lead));

/** What the calling rules say of a lead to be sent. */
export const sendingOf = ({ decision }: Pick<Lead, 'decision'>): Sending | undefined =>
	decision instanceof InputError || decision?.kind !== 'send' ? undefined : decision;

export const subjectOf = (lead: Lead): Subject =>
	'Phone' in lead.request.parameters
		? { phone: targetOf(lead) }
		: { campaign: campaignOf(lead), target: targetOf(lead) };

/** One request for leads of one campaign. Unless the operation is bulk, there is only one lead. */
export function encodeLeads(leads: readonly Lead[], isBulk: boolean): EncodedRequest {
	const [{ request, options }] = leads;
	return isBulk ? encodeBulk(leads.map((lead) => lead.request)) : encode(request, options.encoding);
}

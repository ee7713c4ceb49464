import type { IDataObject } from 'n8n-workflow';
import { encode } from './encode';
import type { Failure } from './failure';
import { phoneOf } from './isSameCall';
import { sendRequest, type Connection, type SendOptions } from './sendRequest';

/** The calls that wait in a campaign, by phone number in the form for comparing. */
export type WaitingCalls = ReadonlyMap<string, readonly IDataObject[]>;

export type PendingRead =
	| { readonly ok: true; readonly waiting: WaitingCalls }
	| { readonly ok: false; readonly failure: Failure };

/** Reads which calls wait in a campaign (guide, 6.12). */
export class PendingCalls {
	private readonly running = new Map<string, Promise<PendingRead>>();

	private readonly next = new Map<string, Promise<PendingRead>>();

	constructor(
		private readonly connection: Connection,
		private readonly options: SendOptions,
	) {}

	/**
	 * The calls as they wait from now on. A read that is under way already may have missed what
	 * happened since, so all who ask meanwhile share the one after it.
	 */
	async readFromNow(campaign: string): Promise<PendingRead> {
		const waiting = this.next.get(campaign);
		if (waiting !== undefined) return await waiting;
		const running = this.running.get(campaign);
		if (running === undefined) return await this.start(campaign);
		const next = running.then(async () => {
			this.next.delete(campaign);
			return await this.start(campaign);
		});
		this.next.set(campaign, next);
		return await next;
	}

	private async start(campaign: string): Promise<PendingRead> {
		const read = this.read(campaign).finally(() => this.running.delete(campaign));
		this.running.set(campaign, read);
		return await read;
	}

	private async read(campaign: string): Promise<PendingRead> {
		const method = 'GetCampaignPendingCalls';
		const request = { method, parameters: { Campaign: campaign }, variables: {} } as const;
		const encoded = encode(request, 'json');
		const outcome = await sendRequest(this.connection, method, encoded, this.options);
		if (!outcome.ok) return outcome;
		const calls = (outcome.answer.Data as IDataObject | undefined)?.Calls;
		return { ok: true, waiting: byPhone(Array.isArray(calls) ? (calls as IDataObject[]) : []) };
	}
}

function byPhone(calls: readonly IDataObject[]): WaitingCalls {
	const waiting = new Map<string, IDataObject[]>();
	for (const call of calls) {
		const phone = phoneOf(call);
		const others = waiting.get(phone);
		if (others === undefined) waiting.set(phone, [call]);
		else others.push(call);
	}
	return waiting;
}

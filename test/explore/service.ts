import type { Alternative } from './choices';
import {
	bulkOutcomes,
	goodBulk,
	goodSingle,
	singleOutcomes,
	type ServiceOutcome,
	type Reply,
} from './outcomes';
import {
	canonicalPhone,
	groupOf,
	methodsOfCalls,
	readCalls,
	verbOf,
	type CallMethod,
	type WireCall,
} from './wireCall';
import { never, type Process, type World } from './world';

/** One call in one request, and what really happened to it. */
export interface Send {
	readonly run: number;
	readonly group: string;
	readonly target: string;
	readonly taken: boolean;
	/** The service rejected this call. */
	readonly rejected: boolean;
	/** It was certainly not processed, and the caller can tell. */
	isCertainlyUnprocessed: boolean;
	/** HTTP 503 without Retry-After: settled by the next queue lookup. */
	readonly isBare503: boolean;
	readonly sequence: number;
}

interface WaitingCall extends WireCall {
	readonly phone: string;
}

const dying: readonly Alternative[] = [
	{ label: 'killed before it is accepted', kind: 'kill' },
	{ label: 'killed after it is accepted', kind: 'kill' },
];

const fault = (label: string): Alternative => ({ label, kind: 'fault' });

const drains = ['the queue has drained', 'the oldest call has left the queue'].map(fault);
const oddReads = [
	'HTTP 500',
	'read ECONNRESET',
	'Data is missing',
	'Calls is empty beside TotalPendingCalls: 5',
	'Calls is one short of TotalPendingCalls',
	'Calls is [null]',
	'CustomData is text',
].map(fault);

/** A Dialer service with one campaign, controlled by the explorer. */
export class Service {
	readonly sends: Send[] = [];

	isFaultless = false;

	private readonly queue: WaitingCall[] = [];

	/** Between such an answer and the following queue lookup, no call leaves the queue. */
	private isQueueHeld = false;

	constructor(
		private readonly world: World,
		/** All outcomes for the first fault of a history, and typical ones for the others. */
		private readonly isWide: boolean,
	) {}

	/** Calls that were waiting at the start. */
	preload(calls: readonly WireCall[]): void {
		for (const call of calls) this.queue.push({ ...call, phone: canonicalPhone(call.target) });
	}

	async answer(process: Process, method: string, body: unknown): Promise<Reply> {
		await this.world.turn(process, method);
		const reply = isCallMethod(method)
			? await this.handle(process, method, readCalls(body))
			: this.read(process, method);
		await this.world.nextTurn(process, `receives the answer to ${method}`);
		return reply;
	}

	private async handle(
		process: Process,
		method: CallMethod,
		calls: readonly WireCall[],
	): Promise<Reply> {
		const { world } = this;
		const isBulk = method === 'AddCallsBulk';
		const good = isBulk ? goodBulk : goodSingle;
		const outcomes = this.isFaultless ? [] : this.outcomesFor(isBulk, calls);
		const question = `${method} ${calls.map(show).join(', ')}`;
		const chosen = this.isFaultless
			? 0
			: world.choices.choose(question, good.label, [
					...outcomes.map(({ label }) => fault(label)),
					...dying,
				]);
		if (chosen > outcomes.length) {
			const isTaken = chosen === outcomes.length + 2;
			world.note(process, `${question}: ${dying[chosen - outcomes.length - 1].label}`);
			this.carryOut(process, method, calls, { ...good, takes: isTaken });
			world.kill(process);
			return await never();
		}
		const outcome = chosen === 0 ? good : outcomes[chosen - 1];
		world.note(process, `${question}: ${outcome.label}`);
		this.carryOut(process, method, calls, outcome);
		this.isQueueHeld ||= outcome.isBare503 === true;
		return outcome.reply(calls);
	}

	private outcomesFor(isBulk: boolean, calls: readonly WireCall[]): ServiceOutcome[] {
		const isFirst = this.isWide && this.world.choices.faults === 0;
		const groups = new Set(
			calls.map(({ target, variables }) =>
				groupOf('add', { target, variables, customerName: '', priority: 0 }),
			),
		);
		return (isBulk ? bulkOutcomes : singleOutcomes).filter(
			({ isTypical, minElements = 1, needsDistinct }) =>
				(isTypical || isFirst) &&
				calls.length >= minElements &&
				!(needsDistinct && groups.size < calls.length),
		);
	}

	private carryOut(
		process: Process,
		method: CallMethod,
		calls: readonly WireCall[],
		{ takes, isCertainlyUnprocessed, rejects, rejected, isBare503 }: ServiceOutcome,
	): void {
		calls.forEach((call, index) => {
			const isRejected = rejects === true || rejected?.(index, calls.length) === true;
			const taken = takes && !isRejected;
			this.sends.push({
				run: process.run,
				group: groupOf(verbOf[method], call),
				target: call.target,
				taken,
				rejected: isRejected,
				isCertainlyUnprocessed: isCertainlyUnprocessed === true || isRejected,
				isBare503: isBare503 === true,
				sequence: this.world.sequence,
			});
			if (taken) this.change(method, call);
		});
	}

	private change(method: CallMethod, call: WireCall): void {
		const phone = canonicalPhone(call.target);
		if (verbOf[method] === 'add') {
			this.queue.push({ ...call, phone });
			return;
		}
		const index = this.queue.findIndex((waiting) => waiting.phone === phone);
		if (index < 0) return;
		if (method === 'RemoveCall') this.queue.splice(index, 1);
		else this.queue[index] = { ...call, phone };
	}

	private read(process: Process, method: string): Reply {
		if (method !== 'GetCampaignPendingCalls') {
			return { status: 404, body: `Unknown method ${method}` };
		}
		const alternatives = [...(this.isQueueHeld ? [] : drains), ...oddReads];
		const chosen = this.isFaultless ? 0 : this.world.choices.choose(method, 'OK', alternatives);
		const label = chosen === 0 ? 'OK' : alternatives[chosen - 1].label;
		this.world.note(process, `${method}: ${label}`);
		this.isQueueHeld = false;
		if (label === drains[0].label) this.queue.splice(0);
		if (label === drains[1].label) this.queue.splice(0, 1);
		if (label === 'OK' || drains.some((drain) => drain.label === label)) {
			this.settleBare503(process, () => false);
			return this.pending(this.queue.map(shown));
		}
		switch (label) {
			case 'HTTP 500':
				return { status: 500, body: 'Internal error' };
			case 'read ECONNRESET':
				return { code: 'ECONNRESET', message: 'read ECONNRESET', syscall: 'read' };
			case 'Data is missing':
				return { status: 200, body: '{"ErrorCode":0,"Description":"OK"}' };
			case 'Calls is empty beside TotalPendingCalls: 5':
				return this.pending([], 5);
			case 'Calls is one short of TotalPendingCalls':
				return this.pending(this.queue.slice(1).map(shown), this.queue.length || 1);
			case 'Calls is [null]':
				return this.pending([null]);
			default:
				// The numbers are readable, so a lead with another number is certainly not in the queue.
				this.settleBare503(process, (phone) => this.queue.some((call) => call.phone === phone));
				return this.pending(
					this.queue.length === 0
						? [{ Phone: '972501111111', CustomData: 'x' }]
						: this.queue.map((call) => ({ ...shown(call), CustomData: 'x' })),
				);
		}
	}

	/** A run that does not find a lead may send it again. A later run does not look it up immediately. */
	private settleBare503(process: Process, isUnclear: (phone: string) => boolean): void {
		for (const send of this.sends) {
			const isLookedFor = send.isBare503 && send.run === process.run;
			if (isLookedFor && !send.taken && !isUnclear(canonicalPhone(send.target))) {
				send.isCertainlyUnprocessed = true;
			}
		}
	}

	private pending(calls: readonly unknown[], total = calls.length): Reply {
		const Campaign = { Name: 'Test', StatusName: 'Enabled', TotalPendingCalls: total, Code: 'c1' };
		const Data = { Calls: calls, Campaign };
		return { status: 200, body: JSON.stringify({ Data, ErrorCode: 0, Description: 'OK' }) };
	}
}

const isCallMethod = (method: string): method is CallMethod =>
	methodsOfCalls.some((name) => name === method);

const shown = (call: WaitingCall) => ({
	Phone: call.phone,
	CallerID: call.callerId,
	CallerName: call.callerName,
	OriginateTime: call.originateTime,
	Priority: call.priority,
	CustomerName: call.customerName,
	CallStatus: { Status: 1, Description: 'Pending' },
	CustomData: call.variables,
});

const show = ({ target, customerName, priority, variables }: WireCall): string =>
	[target, customerName, priority || '', ...Object.values(variables)]
		.map(String)
		.filter((part) => part !== '')
		.join(' ');

import { Heap } from '../heap';
import type { Call, CallDetails } from './call';

/** A campaign's queue: higher priority first, then in order of arrival. */
export class PendingCalls {
	private readonly byPriority = new Map<number, Map<number, Call>>();

	private readonly byPhone = new Map<string, Call[]>();

	private count = 0;

	/** Created on first use, so that a queue that is never dialed costs nothing extra. */
	private dueCalls?: DueCalls;

	get size(): number {
		return this.count;
	}

	get maxPriority(): number {
		return this.count ? Math.max(...this.byPriority.keys()) : 0;
	}

	get minPriority(): number {
		return this.count ? Math.min(...this.byPriority.keys()) : 0;
	}

	add(call: Call): void {
		this.queue(call);
		const same = this.byPhone.get(call.phone);
		if (same) same.push(call);
		else this.byPhone.set(call.phone, [call]);
		this.count++;
	}

	/** The next due call, if any. It stays in the queue until it is removed. */
	nextDue(nowSeconds: number): Call | undefined {
		return this.inDialingOrder().next(nowSeconds);
	}

	get nextOriginateTime(): number | undefined {
		return this.inDialingOrder().nextOriginateTime;
	}

	ofPhone(phone: string): readonly Call[] {
		return this.byPhone.get(phone) ?? [];
	}

	/** Removes one call, to dial it. */
	remove(call: Call): void {
		const left = this.ofPhone(call.phone).filter(({ sequence }) => sequence !== call.sequence);
		this.unqueue(call);
		if (left.length) this.byPhone.set(call.phone, left);
		else this.byPhone.delete(call.phone);
		this.count--;
	}

	removePhone(phone: string): number {
		const calls = this.ofPhone(phone);
		for (const call of calls) this.unqueue(call);
		this.byPhone.delete(phone);
		this.count -= calls.length;
		return calls.length;
	}

	updatePhone(phone: string, change: Partial<CallDetails>): number {
		const calls = this.ofPhone(phone);
		const updated = calls.map((call) => {
			const next = { ...call, ...change };
			if (next.priority !== call.priority) this.unqueue(call);
			this.queue(next);
			return next;
		});
		if (updated.length) this.byPhone.set(phone, updated);
		return calls.length;
	}

	clear(): void {
		this.byPriority.clear();
		this.byPhone.clear();
		this.count = 0;
		this.dueCalls = undefined;
	}

	*[Symbol.iterator](): Generator<Call> {
		const priorities = [...this.byPriority.keys()].sort((a, b) => b - a);
		for (const priority of priorities) yield* this.byPriority.get(priority)?.values() ?? [];
	}

	private inDialingOrder(): DueCalls {
		// Removed and updated calls stay in the heaps until their turn, so rebuild when they pile up.
		if (this.dueCalls && this.dueCalls.size <= 2 * this.count + 1000) return this.dueCalls;
		this.dueCalls = new DueCalls(
			(call) => this.byPriority.get(call.priority)?.get(call.sequence) === call,
		);
		for (const call of this) this.dueCalls.add(call);
		return this.dueCalls;
	}

	private queue(call: Call): void {
		const calls = this.byPriority.get(call.priority);
		if (calls) calls.set(call.sequence, call);
		else this.byPriority.set(call.priority, new Map([[call.sequence, call]]));
		this.dueCalls?.add(call);
	}

	private unqueue(call: Call): void {
		const calls = this.byPriority.get(call.priority);
		calls?.delete(call.sequence);
		if (calls?.size === 0) this.byPriority.delete(call.priority);
	}
}

const isMoreUrgent = (one: Call, other: Call): boolean => {
	if (one.priority !== other.priority) return one.priority > other.priority;
	if (one.originateTime !== other.originateTime) return one.originateTime < other.originateTime;
	return one.sequence < other.sequence;
};

/**
 * Dialing order of waiting calls: among those that are due, higher priority first, then earlier
 * OriginateTime, then order of arrival. Calls that no longer wait are skipped.
 */
class DueCalls {
	private readonly later = new Heap<Call>((one, other) => one.originateTime < other.originateTime);

	private readonly due = new Heap<Call>(isMoreUrgent);

	constructor(private readonly isWaiting: (call: Call) => boolean) {}

	get size(): number {
		return this.later.size + this.due.size;
	}

	add(call: Call): void {
		if (call.originateTime > 0) this.later.add(call);
		else this.due.add(call);
	}

	next(nowSeconds: number): Call | undefined {
		for (let call = this.firstOf(this.later); call; call = this.firstOf(this.later)) {
			if (call.originateTime > nowSeconds) break;
			this.later.takeFirst();
			this.due.add(call);
		}
		return this.firstOf(this.due);
	}

	/** When the earliest of the calls that are not yet due becomes due. */
	get nextOriginateTime(): number | undefined {
		return this.firstOf(this.later)?.originateTime;
	}

	private firstOf(calls: Heap<Call>): Call | undefined {
		while (calls.first && !this.isWaiting(calls.first)) calls.takeFirst();
		return calls.first;
	}
}

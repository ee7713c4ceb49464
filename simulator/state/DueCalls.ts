import { Heap } from '../Heap';
import type { Call } from './Call';

const isMoreUrgent = (one: Call, other: Call): boolean => {
	if (one.priority !== other.priority) return one.priority > other.priority;
	if (one.originateTime !== other.originateTime) return one.originateTime < other.originateTime;
	return one.sequence < other.sequence;
};

/**
 * The order in which waiting calls are dialed: of those whose time has come, higher priority first,
 * then the earlier OriginateTime, then as they came. Calls that no longer wait are passed over.
 */
export class DueCalls {
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

	/** When the first of the calls whose time has not come is due. */
	get nextOriginateTime(): number | undefined {
		return this.firstOf(this.later)?.originateTime;
	}

	private firstOf(calls: Heap<Call>): Call | undefined {
		while (calls.first && !this.isWaiting(calls.first)) calls.takeFirst();
		return calls.first;
	}
}

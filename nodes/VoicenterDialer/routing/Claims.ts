import type { DialerRequest } from '../transport/encode';

/** How many leads of this execution, sent or being sent, are the same to the last field. */
export class Claims {
	private readonly counts = new Map<string, number>();

	add(request: DialerRequest): void {
		this.change(request, 1);
	}

	remove(request: DialerRequest): void {
		this.change(request, -1);
	}

	countOf(request: DialerRequest): number {
		return this.counts.get(keyOf(request)) ?? 0;
	}

	private change(request: DialerRequest, by: number): void {
		this.counts.set(keyOf(request), this.countOf(request) + by);
	}
}

const keyOf = ({ parameters, variables }: DialerRequest): string =>
	JSON.stringify([parameters, variables]);

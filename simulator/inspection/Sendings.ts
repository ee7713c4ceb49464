import type { Fault } from '../faults/Fault';
import type { Fields } from '../parse/ParsedRequest';
import type { Call } from '../state/Call';
import { canonicalPhone } from '../state/canonicalPhone';
import { leadKey } from './leadKey';

const surelyUndone = new Set([429, 503]);

const leavesOpen = (fault?: Fault): boolean =>
	fault !== undefined && !(fault.kind === 'httpStatus' && surelyUndone.has(fault.status));

const keyOf = ({ values, customData = {} }: Fields): string =>
	leadKey({
		campaign: String(values.Campaign).trim(),
		phone: canonicalPhone(String(values.Target)),
		customData,
	});

/** Which leads were sent again although an earlier request may have been carried out. */
export class Sendings {
	private readonly maybeTaken = new Set<string>();

	private readonly again = new Set<string>();

	get sentAgain(): number {
		return this.again.size;
	}

	/** @param accepted the calls that the request has brought into a queue */
	note(sent: readonly Fields[], accepted: readonly Call[], fault?: Fault): void {
		for (const fields of sent) {
			const key = keyOf(fields);
			if (this.maybeTaken.has(key)) this.again.add(key);
			if (leavesOpen(fault)) this.maybeTaken.add(key);
		}
		for (const call of accepted) this.maybeTaken.add(leadKey(call));
	}
}

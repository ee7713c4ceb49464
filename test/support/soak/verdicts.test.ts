import { checkOutcomes } from '../../../perf/soak/outcomes';
import { checkLeads, LeadTally } from '../../../perf/soak/verdicts';
import type { DialedCall, NotificationRecord } from '../../../simulator';

describe('leads', () => {
	const phoneOf = (lead: number) => `05${10_000_000 + lead}`;

	let book: LeadTally;

	beforeEach(() => {
		book = new LeadTally(4);
	});

	/** A lead and its verdict. */
	function lead(number: number, status: string | undefined, accepted: number): void {
		book.noteInput(phoneOf(number));
		if (status !== undefined) book.noteVerdict({ status, target: phoneOf(number) });
		if (accepted > 0) book.noteAccepted(`9725${10_000_000 + number}`, accepted);
	}

	it('finds nothing if all verdicts are true', () => {
		lead(0, 'added', 1);
		lead(1, 'rejected', 0);
		lead(2, 'unknown', 1);
		lead(3, 'unknown', 0);
		expect(checkLeads(book)).toMatchObject({
			inputs: 4,
			byVerdict: { added: 1, rejected: 1, unknown: 2, skipped: 0, notSent: 0 },
			accepted: 2,
			unknown: { accepted: 1, notAccepted: 1 },
			lost: 0,
			doubled: 0,
			wrong: 0,
			examples: [],
		});
	});

	it.each([
		['added and not accepted', 'added', 0, { lost: 1, doubled: 0, wrong: 1 }],
		['rejected and accepted', 'rejected', 1, { lost: 0, doubled: 0, wrong: 1 }],
		['accepted twice', 'added', 2, { lost: 0, doubled: 1, wrong: 0 }],
		['neither accepted nor reported', undefined, 0, { lost: 1, doubled: 0, wrong: 1 }],
		['accepted and not reported', undefined, 1, { lost: 0, doubled: 0, wrong: 1 }],
		[
			'skipped because of its key and never accepted',
			'skipped',
			0,
			{ lost: 1, doubled: 0, wrong: 0 },
		],
	])('finds a lead that is %s', (_, status, accepted, counts) => {
		lead(1, status, accepted);
		expect(checkLeads(book)).toMatchObject(counts);
		expect(checkLeads(book).examples).toEqual([expect.stringMatching(/^L-1: /)]);
	});

	it('finds a second verdict', () => {
		lead(1, 'added', 1);
		book.noteVerdict({ status: 'added', target: phoneOf(1) });
		expect(checkLeads(book)).toMatchObject({ lost: 0, doubled: 0, wrong: 1 });
	});

	it('allows the same lead twice, once added and once skipped because of its key', () => {
		lead(1, 'added', 1);
		lead(1, 'skipped', 0);
		expect(checkLeads(book)).toMatchObject({ inputs: 2, lost: 0, doubled: 0, wrong: 0 });
	});

	it('reads the error output, where a held-back lead is reported as not sent', () => {
		book.noteInput(phoneOf(0));
		book.noteInput(phoneOf(1));
		const failed = (status: string, phone: string) => ({
			phone,
			error: 'It failed [item 0]',
			message: `Status: ${status}. Do something.`,
		});
		book.noteVerdict(failed('skipped', phoneOf(0)));
		book.noteVerdict(failed('unknown', phoneOf(1)));
		expect(checkLeads(book)).toMatchObject({
			byVerdict: { notSent: 1, unknown: 1, skipped: 0 },
			lost: 0,
			wrong: 0,
		});
	});

	it('counts items without a lead and without a verdict', () => {
		book.noteVerdict({ status: 'added', target: '0521234567' });
		book.noteVerdict({ target: phoneOf(1) });
		expect(checkLeads(book)).toMatchObject({ wrong: 2 });
	});

	it('recognizes a lead by an invalid phone number', () => {
		lead(2, undefined, 0);
		book.noteVerdict({ status: 'rejected', target: `x${phoneOf(2)}` });
		expect(checkLeads(book)).toMatchObject({ lost: 0, wrong: 0 });
	});
});

describe('outcomes of calls', () => {
	const notification = (
		event: NotificationRecord['event'],
		state: NotificationRecord['state'] = 'delivered',
	): NotificationRecord => ({ kind: 'cdr', event, isRepeat: false, tries: [], state });

	const call = (
		notifications: NotificationRecord[] = [
			notification('ProductiveCall Leg1'),
			notification('ProductiveCall Leg2'),
		],
	): DialedCall => ({
		id: 'call-1',
		sequence: 1,
		lead: {
			sequence: 1,
			campaign: 'agents',
			target: '0510000001',
			phone: '972510000001',
			callerId: '',
			callerName: '',
			customerName: '',
			originateTime: 0,
			priority: 0,
			customData: { var_lead_id: 'L-1' },
		},
		startedAtMs: 0,
		outcome: { status: 'ANSWER', ringSeconds: 5, talkSeconds: 60 },
		notifications,
	});

	const line = { call_id: 'call-1', lead_id: 'L-1', phone: '972510000001', status: 'ANSWER' };
	const well = { lost: 0, doubled: 0, wrong: 0 };

	it('expects one line for the customer’s leg of each call', () => {
		expect(checkOutcomes([call()], [line])).toMatchObject({
			calls: 1,
			delivered: 1,
			received: 1,
			...well,
			examples: [],
		});
	});

	it('expects one line for an outcome that was delivered again', () => {
		const twice = [notification('ProductiveCall Leg2'), notification('ProductiveCall Leg2')];
		expect(checkOutcomes([call(twice)], [line])).toMatchObject({ delivered: 1, ...well });
		expect(checkOutcomes([call(twice)], [line, line])).toMatchObject({ ...well, doubled: 1 });
	});

	it('neither expects nor rejects the outcomes that n8n did not accept', () => {
		const givenUp = [notification('ProductiveCall Leg2', 'givenUp')];
		expect(checkOutcomes([call(givenUp)], [])).toMatchObject({ delivered: 0, ...well });
		expect(checkOutcomes([call(givenUp)], [line])).toMatchObject({ delivered: 0, ...well });
	});

	it('expects two lines for an answered call into an IVR', () => {
		const both = [notification('Click 2 IVR'), notification('Click 2 IVR Incoming')];
		expect(checkOutcomes([call(both)], [line, line])).toMatchObject({ delivered: 2, ...well });
	});

	it.each([
		['a lost outcome', [], { lost: 1 }],
		['another status', [{ ...line, status: 'BUSY' }], { wrong: 1 }],
		['another lead', [{ ...line, lead_id: 'L-2' }], { wrong: 1 }],
		['an unknown call', [line, { ...line, call_id: 'call-2' }], { wrong: 1 }],
	])('finds %s', (_, lines, counts) => {
		const judgement = checkOutcomes([call()], lines);
		expect(judgement).toMatchObject({ ...well, ...counts });
		expect(judgement.examples).toHaveLength(1);
	});
});

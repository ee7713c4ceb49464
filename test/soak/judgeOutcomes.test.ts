import { checkOutcomes } from '../../perf/soak/outcomes';
import type { DialedCall, NotificationRecord } from '../../simulator';

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

it('expects nothing of what n8n never took, and allows it', () => {
	const givenUp = [notification('ProductiveCall Leg2', 'givenUp')];
	expect(checkOutcomes([call(givenUp)], [])).toMatchObject({ delivered: 0, ...well });
	expect(checkOutcomes([call(givenUp)], [line])).toMatchObject({ delivered: 0, ...well });
});

it('expects two lines of a call into an IVR that was answered', () => {
	const both = [notification('Click 2 IVR'), notification('Click 2 IVR Incoming')];
	expect(checkOutcomes([call(both)], [line, line])).toMatchObject({ delivered: 2, ...well });
});

it.each([
	['a lost outcome', [], { lost: 1 }],
	['another status', [{ ...line, status: 'BUSY' }], { wrong: 1 }],
	['another lead', [{ ...line, lead_id: 'L-2' }], { wrong: 1 }],
	['a call that nobody made', [line, { ...line, call_id: 'call-2' }], { wrong: 1 }],
])('finds %s', (_, lines, counts) => {
	const judgement = checkOutcomes([call()], lines);
	expect(judgement).toMatchObject({ ...well, ...counts });
	expect(judgement.examples).toHaveLength(1);
});

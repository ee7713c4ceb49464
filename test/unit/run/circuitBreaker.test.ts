import { faultOf } from '../../../nodes/VoicenterDialer/api/failure';
import type { Outcome } from '../../../nodes/VoicenterDialer/api/outcome';
import { CircuitBreaker } from '../../../nodes/VoicenterDialer/run/circuitBreaker';

const ok: Outcome = { ok: true, description: 'OK', answer: {} };
const failed = (kind: Parameters<typeof faultOf>[0]): Outcome => ({
	ok: false,
	failure: faultOf(kind),
});
const wrongCampaign: Outcome = {
	ok: false,
	failure: { ...faultOf('serverError'), kind: 'errorCode', errorCode: 1, mayBeDone: false },
};

const afterAll = (tolerated: number, outcomes: readonly Outcome[], campaign = 'c1') => {
	const breaker = new CircuitBreaker(tolerated);
	for (const outcome of outcomes) breaker.note(campaign, outcome);
	return breaker;
};

it.each([
	['refused', 1],
	['dns', 1],
	['tls', 1],
	['notFound', 1],
	['redirect', 1],
	['stopped', 1],
	['forbidden', 2],
	['unavailable', 3],
	['tooManyRequests', 3],
] as const)('stops all sending after %s, %d in a row', (kind, count) => {
	const outcomes = Array.from({ length: count }, () => failed(kind));
	expect(afterAll(9, outcomes.slice(1)).openedBy('c1')).toBeUndefined();
	expect(afterAll(9, outcomes).openedBy('c2')).toEqual(failed(kind));
	if (count === 1) return;
	expect(afterAll(9, [...outcomes.slice(1), ok, failed(kind)]).openedBy('c1')).toBeUndefined();
});

it.each(['timeout', 'serverError', 'noSockets'] as const)(
	'continues after errors of a single request (%s)',
	(kind) => {
		const outcomes = Array.from({ length: 20 }, () => failed(kind));
		expect(afterAll(9, outcomes).openedBy('c1')).toBeUndefined();
	},
);

it('stops at once if the service asks for a long pause', () => {
	const failure = { ...faultOf('unavailable'), asksForLongPause: true };
	expect(afterAll(9, [{ ok: false, failure }]).openedBy('c1')).toEqual({ ok: false, failure });
});

it('stops sending to a campaign with a wrong code, and to no other', () => {
	const breaker = afterAll(1, [wrongCampaign, ok, wrongCampaign, wrongCampaign]);
	expect(breaker.openedBy('c1')).toEqual(wrongCampaign);
	expect(breaker.openedBy('c2')).toBeUndefined();
	expect(afterAll(1, [wrongCampaign, ok, wrongCampaign]).openedBy('c1')).toBeUndefined();
});

it('does not count rejections of single leads in an AddResult', () => {
	const answer = { AddResult: [{ Target: '1', ErrorCode: 1 }] };
	expect(afterAll(0, [{ ...wrongCampaign, answer }]).openedBy('c1')).toBeUndefined();
});

import { longestWaits } from '../../../e2e/faults/waits';

it('assigns a wait to the faults whose workflows ran since the previous sample', () => {
	const periods = [
		{ fault: 'early', from: 0, until: 90 },
		{ fault: 'late', from: 210, until: 290 },
		{ fault: 'both', from: 80, until: 120 },
		{ fault: 'both', from: 250, until: 260 },
	];
	const samples = [
		{ atMs: 100, delayMs: 40 },
		{ atMs: 200, delayMs: 30 },
		{ atMs: 220, delayMs: NaN },
		{ atMs: 300, delayMs: 70 },
	];
	expect(longestWaits(periods, samples)).toEqual([
		['both', 70],
		['late', 70],
		['early', 40],
	]);
});

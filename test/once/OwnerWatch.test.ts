import { lowest, OwnerWatch } from '../../nodes/VoicenterDialer/once/LeaseLock';

const leaseMs = 1000;
const stepMs = leaseMs / 20;

/** What n8n keeps in the lock's row: the largest number that it was given. */
let kept = lowest;

/** One time that a waiting process asks. */
function ask(watch: OwnerWatch): boolean {
	const larger = watch.nextMarks().filter((mark) => mark > kept);
	kept = Math.max(kept, ...larger);
	return watch.isDead(larger);
}

/** Asks until it takes the holder for dead; in how many steps, at most so many. */
function stepsUntilDead(watch: OwnerWatch, most: number, before: (step: number) => void): number {
	for (let step = 1; step <= most; step++) {
		jest.advanceTimersByTime(stepMs);
		before(step);
		if (ask(watch)) return step;
	}
	return Infinity;
}

const nothing = () => {};

beforeEach(() => {
	jest.useFakeTimers();
	kept = lowest;
});
afterEach(() => jest.useRealTimers());

it('asks for nothing before its time', () => {
	expect(new OwnerWatch(leaseMs).nextMarks()).toEqual([]);
});

it('takes a holder for dead whose row has had its mark for a whole lease', () => {
	expect(stepsUntilDead(new OwnerWatch(leaseMs), 100, nothing)).toBe(21);
});

it('takes nobody for dead while rows come and go, one holder after the other', () => {
	const change = (step: number) => {
		if (step % 18 === 0) kept = lowest;
	};
	expect(stepsUntilDead(new OwnerWatch(leaseMs), 1000, change)).toBe(Infinity);
});

it('begins anew where its mark was overwritten with an older number', () => {
	const overwrite = (step: number) => {
		if (step === 10) kept = lowest;
	};
	expect(stepsUntilDead(new OwnerWatch(leaseMs), 100, overwrite)).toBe(30);
});

it('leaves it to the process with the larger mark, and has its turn after', () => {
	const watch = new OwnerWatch(leaseMs);
	jest.advanceTimersByTime(stepMs);
	const [mark] = watch.nextMarks();
	kept = mark + 1;
	expect(stepsUntilDead(watch, 30, nothing)).toBe(Infinity);
	expect(stepsUntilDead(watch, 200_000, nothing)).toBeLessThan(Infinity);
});

it('never takes the holder of a row for dead that is somebody else’s', () => {
	for (const foreign of [0, 17, -4711, 1_800_000_000_000]) {
		kept = foreign;
		expect(stepsUntilDead(new OwnerWatch(leaseMs), 500, nothing)).toBe(Infinity);
		expect(kept).toBe(foreign);
	}
});

it('has one heir of two', () => {
	const [one, other] = [new OwnerWatch(leaseMs), new OwnerWatch(leaseMs)];
	let heirs = 0;
	for (let step = 0; step < 200 && heirs === 0; step++) {
		jest.advanceTimersByTime(stepMs);
		for (const watch of [one, other]) if (ask(watch)) heirs++;
	}
	expect(heirs).toBe(1);
});

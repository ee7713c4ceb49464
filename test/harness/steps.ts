import { Session, type Profiler } from 'node:inspector';

type Method = (this: unknown, ...args: unknown[]) => unknown;
type Cost = (
	self: { readonly length: number },
	args: readonly unknown[],
	result: unknown,
) => number;

const isText = (value: unknown): value is string => typeof value === 'string';
const lengthOf = (value: unknown): number =>
	isText(value) || Array.isArray(value) ? value.length : 0;

/** How many characters or elements a function reads or writes, by its name; 1 for all others. */
const whole: Cost = ({ length }, _args, result) => length + lengthOf(result);
const ofResult: Cost = (_self, _args, result) => lengthOf(result);
/** `splice` moves what is behind its place. */
const ofTail: Cost = ({ length }, [start], removed) =>
	Math.max(0, length - Number(start ?? 0)) + lengthOf(removed);
const ofSought: Cost = (_self, [sought]) => lengthOf(sought);
const untilFound: Cost = ({ length }, [sought, from], found) =>
	(Number(found) === -1 ? length : Number(found) + Math.max(1, lengthOf(sought))) -
	Number(from ?? 0);

const textCosts: Readonly<Record<string, Cost>> = {
	...Object.fromEntries(
		'trim trimStart trimEnd toLowerCase toUpperCase normalize localeCompare includes split match matchAll replace replaceAll search lastIndexOf concat padStart padEnd repeat'
			.split(' ')
			.map((name) => [name, whole]),
	),
	...Object.fromEntries(['slice', 'substring'].map((name) => [name, ofResult])),
	...Object.fromEntries(['startsWith', 'endsWith'].map((name) => [name, ofSought])),
	indexOf: untilFound,
};

const listCosts: Readonly<Record<string, Cost>> = {
	...Object.fromEntries(
		'includes lastIndexOf join concat shift unshift reverse sort flat'
			.split(' ')
			.map((name) => [name, whole]),
	),
	slice: ofResult,
	splice: ofTail,
	indexOf: untilFound,
};

/** What a pattern reads if it takes time in proportion to the text, which the linter proves. */
const patternCost: Cost = (self, [text], result) => {
	const { lastIndex, sticky } = self as unknown as RegExp;
	const [match] = (result ?? ['']) as string[];
	return 1 + (result === null && !sticky ? lengthOf(text) - lastIndex : match.length);
};

/**
 * The number of steps that code takes: how often each block of the nodes' code runs, and how many
 * characters or elements the functions of texts, patterns, lists and JSON handle for it. Unlike the
 * time, it is the same on every computer.
 */
export class StepCounter {
	private readonly session = new Session();

	private handled = 0;

	private readonly restore: Array<() => void> = [];

	constructor() {
		this.session.connect();
		this.session.post('Profiler.enable');
		this.session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
		this.blocks();
	}

	close(): void {
		this.session.disconnect();
	}

	/** What `work` throws counts as its result. */
	async count(work: () => unknown): Promise<number> {
		this.blocks();
		this.handled = 0;
		this.watch();
		try {
			await work();
		} catch {
			// An unreadable text is an error in many places.
		} finally {
			for (const restore of this.restore.splice(0)) restore();
		}
		return this.blocks() + this.handled;
	}

	/** The blocks that ran since the last call. */
	private blocks(): number {
		let scripts: Profiler.ScriptCoverage[] = [];
		this.session.post('Profiler.takePreciseCoverage', (_error, { result }) => {
			scripts = result;
		});
		return scripts
			.filter(({ url }) => url.includes('/nodes/VoicenterDialer/'))
			.flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
			.reduce((sum, { count }) => sum + count, 0);
	}

	private watch(): void {
		const parts = [
			[String.prototype, textCosts],
			[Array.prototype, listCosts],
			[RegExp.prototype, { exec: patternCost }],
			[JSON, { parse: (_self, [text]) => lengthOf(text), stringify: ofResult }],
		] as const satisfies ReadonlyArray<readonly [object, Readonly<Record<string, Cost>>]>;
		for (const [owner, costs] of parts) {
			for (const [name, cost] of Object.entries(costs)) this.watchMethod(owner, name, cost);
		}
	}

	private watchMethod(owner: object, name: string, cost: Cost): void {
		const original = Reflect.get(owner, name) as Method;
		const add = (steps: number) => void (this.handled += steps);
		const watched: Method = function (...args) {
			const result = original.apply(this, args);
			add(cost(this as { length: number }, args, result));
			return result;
		};
		const restoreTo = (value: Method) =>
			Object.defineProperty(owner, name, { value, configurable: true, writable: true });
		restoreTo(watched);
		this.restore.push(() => void restoreTo(original));
	}
}

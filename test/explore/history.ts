import type { IRun } from 'n8n-workflow';
import { Choices, type Bounds, type Decide } from './choices';
import type { VirtualClock } from './clock';
import { dialerName, type Engine, type Instance } from './engine';
import { KeyStore } from './keyStore';
import { nodeFor, type Lead, type RunSetup, type Scenario } from './scenarios';
import { Service, type Send } from './service';
import { EndlessError, World, type Process } from './world';

export interface OutputItem {
	readonly status: unknown;
	readonly target: unknown;
	readonly description: string;
	readonly hasError: boolean;
	/** The input item it belongs to. */
	readonly item: unknown;
}

export type Ending =
	| { readonly kind: 'items'; readonly items: readonly OutputItem[] }
	| { readonly kind: 'failed'; readonly error: string; readonly message: string }
	| { readonly kind: 'died' };

/** An execution, or a Retry of one. */
export interface Run extends RunSetup {
	readonly index: number;
	/** Runs of one chain, an execution and its retries, share the execution's data. */
	readonly chain: number;
	readonly leads: readonly Lead[];
	/** A run without faults. */
	readonly isFaultless: boolean;
	readonly from: number;
	to: number;
	ending: Ending;
}

export interface Story {
	readonly scenario: Scenario;
	readonly runs: readonly Run[];
	readonly sends: readonly Send[];
	readonly hasUncertainWrite: boolean;
	readonly endless?: string;
}

export interface History {
	readonly story: Story;
	readonly choices: Choices;
	readonly log: readonly string[];
}

export interface HistorySetup {
	readonly scenario: Scenario;
	readonly prefix: readonly number[];
	readonly bounds?: Bounds;
	readonly decide?: Decide;
	readonly isVerbose?: boolean;
}

/** Runs a scenario once with the given choices. */
export async function runHistory(
	engine: Engine,
	clock: VirtualClock,
	{ scenario, prefix, bounds = scenario.bounds, decide, isVerbose }: HistorySetup,
): Promise<History> {
	clock.reset();
	const choices = new Choices(prefix, bounds, decide);
	const world = new World(choices, clock, isVerbose);
	const play = new Play(engine, world, scenario);
	const endless = await play.finish();
	return { story: play.story(endless), choices, log: world.log };
}

interface Started {
	readonly run: Run;
	readonly process: Process;
	readonly instance: Instance;
	/** The execution data that n8n stores. */
	stored?: IRun;
}

class Play {
	private readonly runs: Run[] = [];

	private readonly service: Service;

	private readonly store: KeyStore;

	private chains = 0;

	constructor(
		private readonly engine: Engine,
		private readonly world: World,
		private readonly scenario: Scenario,
	) {
		this.service = new Service(world, scenario.isWide);
		this.store = new KeyStore(world, ({ workflow }) => engine.processOf(workflow));
		this.store.isSlow = scenario.hasSlowKeys === true;
		this.service.preload(
			scenario.waiting.map(({ phone, name, priority }) => ({
				campaign: 'c1',
				target: phone,
				callerId: '',
				callerName: '',
				customerName: name ?? '',
				originateTime: 0,
				priority: priority ?? 0,
				variables: {},
			})),
		);
		engine.enter({
			answer: async (process, method, body) => await this.service.answer(process, method, body),
			store: this.store,
			after: (ms, callback) => world.clock.after(ms, callback),
		});
	}

	/** @returns why it does not end, if it does not */
	async finish(): Promise<string | undefined> {
		try {
			await this.playAll();
			return undefined;
		} catch (error) {
			if (error instanceof EndlessError) return error.message;
			throw error;
		}
	}

	story(endless?: string): Story {
		return {
			scenario: this.scenario,
			runs: this.runs,
			sends: this.service.sends,
			hasUncertainWrite: this.store.hasUncertainWrite,
			endless,
		};
	}

	private async playAll(): Promise<void> {
		const { scenario } = this;
		const usual = { operation: scenario.operation, usesMobile: false, onError: scenario.onError };
		let last = this.begin(scenario.leads, usual);
		const others = scenario.isTwice ? [this.begin(scenario.leads, usual)] : [];
		await this.end([last, ...others]);
		for (const step of scenario.steps) {
			if (step.kind === 'again') {
				last = this.begin(step.leads ?? scenario.leads, usual);
			} else {
				const { operation = scenario.operation, usesMobile = false } = step;
				if (last.run.ending.kind !== 'failed') continue;
				last = this.retry(last, { operation, usesMobile, onError: 'continueRegularOutput' });
			}
			await this.end([last]);
		}
		const safe = { ...usual, onError: 'continueRegularOutput' } as const;
		const deaths = () => this.runs.filter(({ ending }) => ending.kind === 'died').length;
		for (let seen = 0; deaths() > seen; ) {
			seen = deaths();
			await this.end([this.begin(scenario.leads, safe)]);
		}
		if (!scenario.isKeyed) return;
		this.service.isFaultless = true;
		this.store.isFaultless = true;
		const { usesMobile } = last.run;
		for (const leads of this.inputs()) {
			await this.end([this.begin(leads, { ...safe, usesMobile }, true)]);
		}
	}

	/** The different inputs of all executions. */
	private inputs(): Array<readonly Lead[]> {
		return [...new Set(this.runs.map(({ leads }) => leads))];
	}

	private begin(leads: readonly Lead[], setup: RunSetup, isFaultless = false): Started {
		const started = this.start(leads, setup, ++this.chains, isFaultless);
		const node = nodeFor(this.scenario, setup);
		this.watch(started, this.engine.run(started.process, started.instance, node, leads));
		return started;
	}

	private retry(failed: Started, setup: RunSetup): Started {
		const started = this.start(failed.run.leads, setup, failed.run.chain, false);
		const node = nodeFor(this.scenario, setup);
		const { stored } = failed;
		if (stored === undefined) throw new Error('A failed execution is stored');
		this.watch(started, this.engine.retry(started.process, started.instance, node, stored));
		return started;
	}

	private start(
		leads: readonly Lead[],
		setup: RunSetup,
		chain: number,
		isFaultless: boolean,
	): Started {
		const index = this.runs.length;
		const from = this.world.sequence;
		const ending: Ending = { kind: 'died' };
		const run: Run = { ...setup, index, chain, leads, isFaultless, from, to: Infinity, ending };
		this.runs.push(run);
		const process = this.world.start(`run ${index + 1}`, index);
		this.world.note(
			process,
			`${isFaultless ? 'the faultless last execution' : `execution ${chain}`}, ${setup.operation}, begins`,
		);
		return { run, process, instance: this.engine.takeInstance() };
	}

	private watch(started: Started, result: Promise<IRun>): void {
		const { run, process } = started;
		const close = (ending: Ending) => {
			if (process.isDead) return;
			process.isDone = true;
			run.ending = ending;
			run.to = this.world.sequence;
			this.world.note(process, show(ending));
		};
		void result.then(
			(stored) => {
				started.stored = stored;
				close(endingOf(stored));
			},
			(error: Error) => close(failed(error)),
		);
	}

	private async end(started: readonly Started[]): Promise<void> {
		await this.world.run();
		for (const { process, instance, run } of started) {
			if (process.isDone) this.engine.giveBack(instance);
			else run.to = this.world.sequence;
		}
	}
}

function endingOf({ data }: IRun): Ending {
	const { error, runData } = data.resultData;
	const last = runData[dialerName]?.at(-1);
	if (error !== undefined) return failed(error);
	const items = last?.data?.main?.[0] ?? [];
	// With “Continue”, n8n passes on the input as if successful. The error is stored here.
	if (last?.error !== undefined) return failed(last.error);
	return {
		kind: 'items',
		items: items.map(({ json, pairedItem, error: ofItem }) => ({
			status: json.status,
			target: json.target,
			description: String(json.description ?? ''),
			hasError: json.error !== undefined || ofItem !== undefined,
			item: typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : pairedItem,
		})),
	};
}

/** A stored execution keeps the name of n8n's errors, but not of JavaScript errors. */
const failed = ({ name, message }: Pick<Error, 'message'> & { name?: string }): Ending => ({
	kind: 'failed',
	error: name ?? 'A raw error',
	message,
});

function show(ending: Ending): string {
	if (ending.kind !== 'items')
		return ending.kind === 'died' ? 'died' : `failed: ${ending.error}: ${ending.message}`;
	const texts = ending.items.map(
		({ target, status, description }) =>
			`${String(target)} ${String(status)} (${description.slice(0, 90)})`,
	);
	return `ended\n${texts.map((text) => `${' '.repeat(14)}${text}`).join('\n')}`;
}

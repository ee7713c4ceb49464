import type { Choices } from './choices';
import { flush, type VirtualClock } from './clock';

/** An n8n process that runs one execution. A killed process never reaches the world again. */
export interface Process {
	readonly name: string;
	/** The run that the requests belong to. */
	readonly run: number;
	isDead: boolean;
	isDone: boolean;
	lastLabel: string;
	repeats: number;
}

interface Turn {
	readonly process: Process;
	readonly label: string;
	readonly begin: () => void;
}

/** The history does not end. */
export class EndlessError extends Error {}

const maxSteps = 20_000;
const longestMs = 6 * 3600 * 1000;

/** A process asks the same question again and again, for example while it waits for a lock. */
const fewRepeats = 3;

export const never = async (): Promise<never> => await new Promise<never>(() => {});

/** Everything around the executions happens in turns. The next turn is a choice. */
export class World {
	readonly log: string[] = [];

	/** Numbers all events in order. */
	sequence = 0;

	private readonly waiting: Turn[] = [];

	private readonly processes: Process[] = [];

	private last?: Process;

	constructor(
		readonly choices: Choices,
		readonly clock: VirtualClock,
		readonly isVerbose = false,
	) {}

	get isConcurrent(): boolean {
		return this.processes.filter(isRunning).length > 1;
	}

	start(name: string, run: number): Process {
		const process = { name, run, isDead: false, isDone: false, lastLabel: '', repeats: 0 };
		this.processes.push(process);
		return process;
	}

	kill(process: Process): void {
		process.isDead = true;
		this.note(process, 'dies');
		for (let index = this.waiting.length - 1; index >= 0; index--) {
			if (this.waiting[index].process === process) this.waiting.splice(index, 1);
		}
		if (!this.processes.some(isRunning)) this.clock.reset(this.clock.elapsedMs);
	}

	/** Waits for this step's turn, which never comes for a dead process. */
	async turn(process: Process, label: string): Promise<void> {
		if (process.isDead) return await never();
		process.repeats = process.lastLabel === label ? process.repeats + 1 : 0;
		process.lastLabel = label;
		await new Promise<void>((begin) => this.waiting.push({ process, label, begin }));
		this.sequence++;
	}

	/** A second step of the same task. Other steps can come in between. */
	async nextTurn(process: Process, label: string): Promise<void> {
		if (this.isConcurrent) return await this.turn(process, label);
		if (process.isDead) await never();
	}

	isRepeating(process: Process): boolean {
		return process.repeats >= fewRepeats * (this.isConcurrent ? 2 : 1);
	}

	note(process: Process | undefined, text: string): void {
		if (!this.isVerbose) return;
		const seconds = (this.clock.elapsedMs / 1000).toFixed(1);
		this.log.push(
			`${seconds.padStart(8)} s  ${process === undefined ? '' : `${process.name}: `}${text}`,
		);
	}

	/** Runs turns until all processes have ended. */
	async run(): Promise<void> {
		for (let step = 0; ; step++) {
			await flush();
			if (!this.processes.some(isRunning)) return;
			if (step > maxSteps) throw new EndlessError(`still running after ${maxSteps} steps`);
			if (this.clock.elapsedMs > longestMs) throw new EndlessError('still running after 6 hours');
			const next = this.pick();
			if (next !== undefined) {
				this.waiting.splice(this.waiting.indexOf(next), 1);
				this.last = next.process;
				next.begin();
			} else if (this.clock.hasTimers) {
				this.clock.advance();
			} else {
				for (let round = 0; round < 50 && this.waiting.length === 0; round++) await flush();
				if (this.waiting.length === 0 && this.processes.some(isRunning)) {
					throw new EndlessError('it waits for an event that never happens');
				}
			}
		}
	}

	private pick(): Turn | undefined {
		const { waiting, last } = this;
		if (waiting.length === 0) return undefined;
		const usual = waiting.find(({ process }) => process === last) ?? waiting[0];
		if (waiting.length === 1 && !this.isConcurrent) return usual;
		if (this.isRepeating(usual.process)) return waiting[0];
		const others = waiting.filter((turn) => turn !== usual);
		const alternatives = others.map(({ process, label }) => `${process.name}: ${label}`);
		if (this.isConcurrent && this.clock.hasTimers) alternatives.push('time passes');
		if (alternatives.length === 0) return usual;
		const chosen = this.choices.choose(
			'who goes next',
			`${usual.process.name}: ${usual.label}`,
			alternatives.map((label) => ({ label, kind: 'switch' })),
		);
		if (chosen === 0) return usual;
		const other = others.at(chosen - 1);
		if (chosen <= others.length) return other;
		return undefined;
	}
}

const isRunning = ({ isDead, isDone }: Process): boolean => !isDead && !isDone;

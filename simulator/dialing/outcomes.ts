import type { CallStatus } from '../../nodes/VoicenterDialer/api/methods';
import { seededRandom } from '../random';
import { canonicalPhone, type Call } from '../state/call';

/** How a call shall go. Seconds that are left out are chosen by the seeded chance. */
export type ScriptedOutcome =
	| CallStatus
	| {
			readonly status: CallStatus;
			readonly ringSeconds?: number;
			readonly talkSeconds?: number;
	  };

/**
 * How calls go. The first that applies counts: the phone number, a custom variable, the script, chance.
 * Of a list, each further call of the same number or value takes the next, and the last one stays.
 */
export interface OutcomePlan {
	/** By phone number, however it is written. */
	readonly byPhone?: Readonly<Record<string, ScriptedOutcome | readonly ScriptedOutcome[]>>;
	/** By name of a custom variable (with its `var_`), then by its value. */
	readonly byVariable?: Readonly<
		Record<string, Readonly<Record<string, ScriptedOutcome | readonly ScriptedOutcome[]>>>
	>;
	/** The calls that nothing above names, in the order in which they are dialed, until the list ends. */
	readonly inOrder?: readonly ScriptedOutcome[];
	/** Then chance: how often each status comes, as shares of their sum. */
	readonly weights?: Readonly<Partial<Record<CallStatus, number>>>;
}

/** How a call went. */
export interface CallOutcome {
	readonly status: CallStatus;
	readonly ringSeconds: number;
	/** From the answer to the end, whoever or whatever it was that answered. */
	readonly talkSeconds: number;
}

const defaultWeights: OutcomePlan['weights'] = {
	ANSWER: 45,
	NOANSWER: 27,
	BUSY: 10,
	VOICEMAIL: 10,
	CANCEL: 3,
	ABANDONE: 3,
	TE: 2,
};

function randomStatus(weights: OutcomePlan['weights'], chance: () => number): CallStatus {
	const entries = Object.entries(weights ?? {}) as Array<[CallStatus, number]>;
	let rest = chance() * entries.reduce((sum, [, weight]) => sum + weight, 0);
	return (entries.find(([, weight]) => (rest -= weight) < 0) ?? entries[0])[0];
}

/** Decides how each call goes: the same plan, seed and calls give the same outcomes. */
export class OutcomeScript {
	private readonly turns = new Map<string, number>();

	private readonly byPhone: ReadonlyMap<string, ScriptedOutcome | readonly ScriptedOutcome[]>;

	private inOrder = 0;

	constructor(
		private readonly plan: OutcomePlan,
		private readonly seed: number,
	) {
		const scripted = Object.entries(plan.byPhone ?? {});
		this.byPhone = new Map(scripted.map(([phone, outcome]) => [canonicalPhone(phone), outcome]));
	}

	/** By the number and how often it was called, not by when: the order of dialing changes nothing. */
	next(call: Call): CallOutcome {
		const chance = seededRandom(`${this.seed}|${call.phone}|${this.turnOf(call.phone)}`);
		const outcome =
			this.scripted(call) ?? randomStatus(this.plan.weights ?? defaultWeights, chance);
		const { status, ringSeconds, talkSeconds } =
			typeof outcome === 'string' ? { status: outcome } : outcome;
		const { ring, talk } = typicalSeconds[status];
		const between = ([least, most]: readonly [number, number]) =>
			least + Math.floor(chance() * (most - least + 1));
		return {
			status,
			ringSeconds: ringSeconds ?? between(ring),
			talkSeconds: talkSeconds ?? between(talk),
		};
	}

	private scripted(call: Call): ScriptedOutcome | undefined {
		return (
			this.ofList(this.byPhone.get(call.phone), `phone ${call.phone}`) ??
			this.ofVariables(call) ??
			this.plan.inOrder?.[this.inOrder++]
		);
	}

	private ofVariables({ customData }: Call): ScriptedOutcome | undefined {
		for (const [name, outcomes] of Object.entries(this.plan.byVariable ?? {})) {
			const value = String(customData[name]);
			if (!Object.hasOwn(customData, name) || !Object.hasOwn(outcomes, value)) continue;
			return this.ofList(outcomes[value], `${name}=${value}`);
		}
		return undefined;
	}

	private ofList(
		outcome: ScriptedOutcome | readonly ScriptedOutcome[] | undefined,
		key: string,
	): ScriptedOutcome | undefined {
		if (!Array.isArray(outcome)) return outcome as ScriptedOutcome | undefined;
		return outcome[Math.min(this.turnOf(key), outcome.length - 1)] as ScriptedOutcome | undefined;
	}

	private turnOf(key: string): number {
		const turn = this.turns.get(key) ?? 0;
		this.turns.set(key, turn + 1);
		return turn;
	}
}

type Range = readonly [least: number, most: number];

interface TypicalSeconds {
	readonly ring: Range;
	readonly talk: Range;
}

const none: Range = [0, 0];

/** How long calls of each kind ring and last. Invented, of the size that call centers see. */
const typicalSeconds: Readonly<Record<CallStatus, TypicalSeconds>> = {
	ANSWER: { ring: [3, 20], talk: [10, 300] },
	NOANSWER: { ring: [30, 45], talk: none },
	BUSY: { ring: [0, 2], talk: none },
	CANCEL: { ring: [5, 20], talk: none },
	ABANDONE: { ring: [3, 20], talk: [1, 15] },
	TIMEOUT: { ring: [3, 20], talk: [30, 60] },
	FULL: { ring: [3, 20], talk: none },
	EXIT: { ring: [3, 20], talk: [5, 30] },
	JOINEMPTY: { ring: [3, 20], talk: none },
	VOEND: { ring: [3, 20], talk: [5, 60] },
	TE: { ring: none, talk: none },
	NOTCALLED: { ring: none, talk: none },
	VOICEMAIL: { ring: [15, 25], talk: [5, 30] },
};

import type { CallStatus } from '../../nodes/VoicenterDialer/api/methods';
import { seededRandom } from '../random';
import { canonicalPhone, type Call } from '../state/call';

/** The outcome to simulate. Omitted durations are seeded random. */
export type ScriptedOutcome =
	| CallStatus
	| {
			readonly status: CallStatus;
			readonly ringSeconds?: number;
			readonly talkSeconds?: number;
	  };

/**
 * Where outcomes come from. The first match applies: phone number, custom variable, `inOrder`,
 * random. In a list, each further call of the same number or value takes the next entry; the last
 * entry repeats.
 */
export interface OutcomePlan {
	/** By phone number, in any notation. */
	readonly byPhone?: Readonly<Record<string, ScriptedOutcome | readonly ScriptedOutcome[]>>;
	/** By the name of a custom variable (including `var_`), then by its value. */
	readonly byVariable?: Readonly<
		Record<string, Readonly<Record<string, ScriptedOutcome | readonly ScriptedOutcome[]>>>
	>;
	/** For calls that nothing above matches, in dialing order, until the list ends. */
	readonly inOrder?: readonly ScriptedOutcome[];
	/** Then random: the relative weight of each status. */
	readonly weights?: Readonly<Partial<Record<CallStatus, number>>>;
}

/** How a call went. */
export interface CallOutcome {
	readonly status: CallStatus;
	readonly ringSeconds: number;
	/** From the answer to the end, whether a person or a machine answered. */
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

function randomStatus(weights: OutcomePlan['weights'], random: () => number): CallStatus {
	const entries = Object.entries(weights ?? {}) as Array<[CallStatus, number]>;
	let rest = random() * entries.reduce((sum, [, weight]) => sum + weight, 0);
	return (entries.find(([, weight]) => (rest -= weight) < 0) ?? entries[0])[0];
}

/** Picks each call's outcome. Deterministic for the same plan, seed and calls. */
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

	/** Depends on the number and how often it was called, not on dialing order. */
	next(call: Call): CallOutcome {
		const random = seededRandom(`${this.seed}|${call.phone}|${this.turnOf(call.phone)}`);
		const outcome =
			this.scripted(call) ?? randomStatus(this.plan.weights ?? defaultWeights, random);
		const { status, ringSeconds, talkSeconds } =
			typeof outcome === 'string' ? { status: outcome } : outcome;
		const { ring, talk } = typicalSeconds[status];
		const between = ([least, most]: readonly [number, number]) =>
			least + Math.floor(random() * (most - least + 1));
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

/** Ring and talk durations per status. Invented, but realistic for a call center. */
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

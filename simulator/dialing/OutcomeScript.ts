import type { CallStatus } from '../../nodes/VoicenterDialer/api/methods';
import type { Call } from '../state/Call';
import { canonicalPhone } from '../state/canonicalPhone';
import type { Outcome, OutcomePlan, PlayedOutcome } from './Outcome';
import { seededChance } from './seededChance';
import { usualSeconds } from './usualSeconds';

const usualWeights: OutcomePlan['weights'] = {
	ANSWER: 45,
	NOANSWER: 27,
	BUSY: 10,
	VOICEMAIL: 10,
	CANCEL: 3,
	ABANDONE: 3,
	TE: 2,
};

function byChance(weights: OutcomePlan['weights'], chance: () => number): CallStatus {
	const entries = Object.entries(weights ?? {}) as Array<[CallStatus, number]>;
	let rest = chance() * entries.reduce((sum, [, weight]) => sum + weight, 0);
	return (entries.find(([, weight]) => (rest -= weight) < 0) ?? entries[0])[0];
}

/** Decides how each call goes: the same plan, seed and calls give the same outcomes. */
export class OutcomeScript {
	private readonly turns = new Map<string, number>();

	private readonly byPhone: ReadonlyMap<string, Outcome | readonly Outcome[]>;

	private inOrder = 0;

	constructor(
		private readonly plan: OutcomePlan,
		private readonly seed: number,
	) {
		const scripted = Object.entries(plan.byPhone ?? {});
		this.byPhone = new Map(scripted.map(([phone, outcome]) => [canonicalPhone(phone), outcome]));
	}

	/** By the number and how often it was called, not by when: the order of dialing changes nothing. */
	next(call: Call): PlayedOutcome {
		const chance = seededChance(`${this.seed}|${call.phone}|${this.turnOf(call.phone)}`);
		const outcome = this.scripted(call) ?? byChance(this.plan.weights ?? usualWeights, chance);
		const { status, ringSeconds, talkSeconds } =
			typeof outcome === 'string' ? { status: outcome } : outcome;
		const { ring, talk } = usualSeconds[status];
		const between = ([least, most]: readonly [number, number]) =>
			least + Math.floor(chance() * (most - least + 1));
		return {
			status,
			ringSeconds: ringSeconds ?? between(ring),
			talkSeconds: talkSeconds ?? between(talk),
		};
	}

	private scripted(call: Call): Outcome | undefined {
		return (
			this.ofList(this.byPhone.get(call.phone), `phone ${call.phone}`) ??
			this.ofVariables(call) ??
			this.plan.inOrder?.[this.inOrder++]
		);
	}

	private ofVariables({ customData }: Call): Outcome | undefined {
		for (const [name, outcomes] of Object.entries(this.plan.byVariable ?? {})) {
			const value = String(customData[name]);
			if (!Object.hasOwn(customData, name) || !Object.hasOwn(outcomes, value)) continue;
			return this.ofList(outcomes[value], `${name}=${value}`);
		}
		return undefined;
	}

	private ofList(
		outcome: Outcome | readonly Outcome[] | undefined,
		key: string,
	): Outcome | undefined {
		if (!Array.isArray(outcome)) return outcome as Outcome | undefined;
		return outcome[Math.min(this.turnOf(key), outcome.length - 1)] as Outcome | undefined;
	}

	private turnOf(key: string): number {
		const turn = this.turns.get(key) ?? 0;
		this.turns.set(key, turn + 1);
		return turn;
	}
}

import { seedCode } from '../seed/seedCode';
import type { Campaign } from '../state/Campaign';

const numberOf = (name: string, below: number): number =>
	Number.parseInt(seedCode(name, 8), 16) % below;

const nineDigits = 900_000_000;

/** The queue's id that CDR notifications name. */
export const queueIdOf = ({ code }: Campaign): number =>
	100_000_000 + numberOf(`queue ${code}`, nineDigits);

/** The number that the called person sees when the lead came without one. */
export const callerIdOf = ({ code }: Campaign): string =>
	`07230${String(numberOf(`caller ${code}`, 100_000)).padStart(5, '0')}`;

import type { Encoding } from '../../nodes/VoicenterDialer/api/methods';
import type { CustomData } from '../state/Call';

export type ParameterValue = string | number | readonly string[];

/** One request, or one element of a bulk request, whatever way it was written. */
export interface Fields {
	/** By wire name, those the method knows. */
	readonly values: Partial<Record<string, ParameterValue>>;
	/** Custom variables with their prefix; absent when none were sent. */
	readonly customData?: CustomData;
	readonly code?: string;
}

export interface ParsedRequest {
	readonly encoding?: Encoding;
	/** As sent: a JSON value, or an object of texts. */
	readonly parameters: unknown;
	/** One for a plain request, one for each element of a bulk request. */
	readonly fields: readonly Fields[];
	/** Offences against the guide, each as a text for the one who made them. */
	readonly violations: readonly string[];
	/** Why the request cannot be read at all. */
	readonly refusal?: string;
}

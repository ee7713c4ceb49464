/** A call's own verdict in the answer to AddCallsBulk. */
export interface AddResult {
	readonly Target: string;
	readonly ErrorCode: number;
	readonly Description: string;
	readonly CustomData?: unknown;
}

/** What every method answers. */
export interface AnswerBody {
	readonly ErrorCode: number;
	readonly Description: string;
	readonly Data?: unknown;
	readonly AddResult?: readonly AddResult[];
}

/** An answer on its way out, before it is turned into text. */
export interface Answer {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	/** An object goes as JSON, a text as it is. */
	readonly body: object | string;
}

export const ok: AnswerBody = { ErrorCode: 0, Description: 'OK' };

/** The guide puts Data first. */
export const okWith = (data: unknown): AnswerBody => ({ Data: data, ...ok });

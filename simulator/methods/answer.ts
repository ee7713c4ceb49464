/** The verdict on one call in the answer to AddCallsBulk. */
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

/** An answer before serialization. */
export interface Answer {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	/** An object is sent as JSON, a string as is. */
	readonly body: object | string;
}

export const ok: AnswerBody = { ErrorCode: 0, Description: 'OK' };

/** The guide puts Data first. */
export const okWith = (data: unknown): AnswerBody => ({ Data: data, ...ok });

/** The body on the wire. */
export const answerText = ({ body }: Answer): string =>
	typeof body === 'string' ? body : JSON.stringify(body);

/** The guide's words for its error codes (6.1), and the vendor's for what the guide leaves open. */
export const rejections = {
	invalidCampaign: { ErrorCode: 1, Description: 'Invalid campaign code' },
	invalidAccount: { ErrorCode: 1, Description: 'Invalid account code' },
	invalidTarget: { ErrorCode: 2, Description: 'The target is invalid' },
	invalidCallerId: { ErrorCode: 4, Description: 'Invalid caller id' },
} as const satisfies Record<string, AnswerBody>;

export const missingField = (name: string): AnswerBody => ({
	ErrorCode: 2,
	Description: `Missing required field: ${name}`,
});

export const invalidRequest = (text: string): AnswerBody => ({ ErrorCode: 2, Description: text });

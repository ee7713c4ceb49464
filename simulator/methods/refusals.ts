import type { AnswerBody } from './Answer';

/** The guide's words for its error codes (6.1), and the vendor's for what the guide leaves open. */
export const refusals = {
	invalidCampaign: { ErrorCode: 1, Description: 'Invalid campaign code' },
	invalidAccount: { ErrorCode: 1, Description: 'Invalid account code' },
	invalidTarget: { ErrorCode: 2, Description: 'The target is invalid' },
	invalidCallerId: { ErrorCode: 4, Description: 'Invalid caller id' },
} as const satisfies Record<string, AnswerBody>;

export const missingField = (name: string): AnswerBody => ({
	ErrorCode: 2,
	Description: `Missing required field: ${name}`,
});

export const offence = (text: string): AnswerBody => ({ ErrorCode: 2, Description: text });

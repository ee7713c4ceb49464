import type { HttpReply } from './wire';

/** The guide's OK. */
export const ok: HttpReply = { body: { ErrorCode: 0, Description: 'OK' } };

export const okWith = (data: unknown): HttpReply => ({
	body: { Data: data, ErrorCode: 0, Description: 'OK' },
});

export const no = (errorCode: unknown, description = 'No'): HttpReply => ({
	body: { ErrorCode: errorCode, Description: description },
});

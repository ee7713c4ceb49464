import { no, ok, type HttpReply } from '../../harness/wire';

export interface FaultCase {
	readonly reply: HttpReply;
	/** What the message or the description has to mention. */
	readonly says: RegExp;
	/** The lead's verdict. */
	readonly status: 'rejected' | 'unknown' | 'skipped';
	readonly reason: string;
	/** The lead is sent again, because the service cannot have processed it. */
	readonly isRetried?: true;
}

const html = '<!DOCTYPE html><html><head><title>Sign in</title></head><body>Portal</body></html>';

/** Answers that are not the service's OK. */
export const faults: Readonly<Record<string, FaultCase>> = {
	'ErrorCode 1': {
		reply: no(1),
		says: /campaign/i,
		status: 'rejected',
		reason: 'rejectedByService',
	},
	'ErrorCode 1 as text': {
		reply: no('1'),
		says: /campaign/i,
		status: 'rejected',
		reason: 'rejectedByService',
	},
	'ErrorCode 2': {
		reply: no(2),
		says: /number|target/i,
		status: 'rejected',
		reason: 'rejectedByService',
	},
	'ErrorCode 3': {
		reply: no(3),
		says: /internal error/i,
		status: 'unknown',
		reason: 'unclearAnswer',
	},
	'ErrorCode 4': {
		reply: no(4),
		says: /caller ID/i,
		status: 'rejected',
		reason: 'rejectedByService',
	},
	'ErrorCode -2': {
		reply: no(-2),
		says: /format/i,
		status: 'rejected',
		reason: 'rejectedByService',
	},
	'ErrorCode 77': {
		reply: no(77, 'The moon is full'),
		says: /(?=[^]*77)(?=[^]*The moon is full)/,
		status: 'rejected',
		reason: 'rejectedByService',
	},
	'no ErrorCode': {
		reply: { body: { Description: 'OK' } },
		says: /ErrorCode/,
		status: 'unknown',
		reason: 'unclearAnswer',
	},
	'an HTML page': {
		reply: { body: html },
		says: /page|HTML/i,
		status: 'unknown',
		reason: 'unclearAnswer',
	},
	'an empty body': {
		reply: { body: '' },
		says: /empty/i,
		status: 'unknown',
		reason: 'unclearAnswer',
	},
	'cut JSON': {
		reply: { body: '{"ErrorCode": 0, "Descr' },
		says: /incomplete/i,
		status: 'unknown',
		reason: 'unclearAnswer',
	},
	'an array': {
		reply: { body: [ok.body] },
		says: /ErrorCode/i,
		status: 'unknown',
		reason: 'unclearAnswer',
	},
	'HTTP 301': {
		reply: { status: 301, headers: { Location: 'https://elsewhere.example/' }, body: '' },
		says: /address|URL/i,
		status: 'skipped',
		reason: 'stopped',
	},
	'HTTP 401': {
		reply: { status: 401, body: 'Unauthorized' },
		says: /401/,
		status: 'unknown',
		reason: 'unclearAnswer',
	},
	'HTTP 403': {
		reply: { status: 403, body: 'Forbidden' },
		says: /(?=[^]*403)(?=[^]*IP address)(?=[^]*allow)/,
		status: 'skipped',
		reason: 'stopped',
	},
	'HTTP 404': {
		reply: { status: 404, body: html },
		says: /(?=[^]*404)(?=[^]*URL)/,
		status: 'skipped',
		reason: 'stopped',
	},
	'HTTP 413': {
		reply: { status: 413, body: html },
		says: /(?=[^]*413)(?=[^]*Nothing was done)(?=[^]*Shorten)/,
		status: 'skipped',
		reason: 'stopped',
	},
	'HTTP 414': {
		reply: { status: 414, body: html },
		says: /(?=[^]*414)(?=[^]*Nothing was done)(?=[^]*Request Format)/,
		status: 'skipped',
		reason: 'stopped',
	},
	'HTTP 431': {
		reply: { status: 431, body: '' },
		says: /(?=[^]*431)(?=[^]*Nothing was done)/,
		status: 'skipped',
		reason: 'stopped',
	},
	'HTTP 429': {
		reply: { status: 429, headers: { 'Retry-After': '0' }, body: 'Too many' },
		says: /429|too many/i,
		status: 'skipped',
		reason: 'stopped',
		isRetried: true,
	},
	'HTTP 500': {
		reply: { status: 500, body: html },
		says: /500/,
		status: 'unknown',
		reason: 'unclearAnswer',
	},
	'HTTP 502': {
		reply: { status: 502, body: html },
		says: /502/,
		status: 'unknown',
		reason: 'unclearAnswer',
	},
	'HTTP 503': {
		reply: { status: 503, body: html },
		says: /503/,
		status: 'skipped',
		reason: 'stopped',
		isRetried: true,
	},
	'HTTP 504': {
		reply: { status: 504, body: '' },
		says: /504/,
		status: 'unknown',
		reason: 'unclearAnswer',
	},
};

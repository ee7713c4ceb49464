import { isRecord } from '../isRecord';
import type { Account } from '../state/Account';
import type { Answer } from './Answer';

/** The monitor's list of extensions. It has no error for a wrong code, only an empty list. */
export function answerExtensions(body: unknown, account: Account): Answer {
	const isKnown = isRecord(body) && body.code === account.code;
	return {
		status: 200,
		body: { ERR: 0, DESC: 'OK', EXTENSIONS: isKnown ? account.extensions : [] },
	};
}

import { isAllowed } from '../events/Allowlist';
import { isSecret } from '../events/isSecret';
import type { Admission } from './TriggerSettings';

/** Of a request, what says who sent it. */
export interface Caller {
	readonly ip?: string;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly query: Readonly<Record<string, unknown>>;
}

export interface Refusal {
	readonly status: 401 | 403;
	readonly problem: string;
}

/** Why the caller is not let in; `undefined` if it is. */
export function refusalOf(
	{ ip, headers, query }: Caller,
	{ allowlist, secret }: Admission,
): Refusal | undefined {
	if (!isAllowed(ip, allowlist)) {
		return { status: 403, problem: 'This address is not in the allowlist' };
	}
	if (secret === undefined) return undefined;
	const given =
		secret.sentIn === 'header' ? headers[secret.name.toLowerCase()] : query[secret.name];
	return isSecret(given, secret.secret)
		? undefined
		: { status: 401, problem: 'The secret is missing or wrong' };
}

import type { MethodName } from '../../nodes/VoicenterDialer/api/methods';
import type { SimulatorOptions } from '../options';
import type { ParsedRequest } from '../parse/parseRequest';
import type { Account } from '../state/account';
import { canonicalPhone } from '../state/call';
import { phonePattern } from './calls';

export type BlacklistMethod = 'AddBlackList' | 'RemoveBulkFromBlacklist';

export const isAboutBlacklist = (name: MethodName): name is BlacklistMethod =>
	name === 'AddBlackList' || name === 'RemoveBulkFromBlacklist';

/** What the Do-Not-Call list says of a request, or of one of its phone numbers. */
export interface ListVerdict {
	readonly ErrorCode: number;
	readonly ErrorMessage: string;
}

export interface ListedPhone extends ListVerdict {
	readonly Phone: string;
}

const ok: ListVerdict = { ErrorCode: 0, ErrorMessage: 'OK' };
const wrongCode: ListVerdict = { ErrorCode: 1, ErrorMessage: 'Authorization failed' };
const wrongPhone: ListVerdict = { ErrorCode: 2, ErrorMessage: 'Phone is missing or invalid' };
const wrongFormat: ListVerdict = { ErrorCode: 1, ErrorMessage: 'Phone format is invalid' };

/** Changes the Do-Not-Call list. Each phone number has its own verdict (vendor's practice). */
export function answerBlacklist(
	name: BlacklistMethod,
	{ fields, violations, rejection }: ParsedRequest,
	account: Account,
	{ strict }: SimulatorOptions,
): ListVerdict & { readonly Phones?: readonly ListedPhone[] } {
	if (rejection !== undefined) return { ...wrongPhone, ErrorMessage: rejection };
	if (fields.some(({ code }) => code !== account.code)) return wrongCode;
	if (strict && violations.length > 0) return { ...wrongPhone, ErrorMessage: violations[0] };
	const phones = fields.map(({ values }) => values.Phone);
	if (phones.includes(undefined)) return wrongPhone;
	const change = (phone: string): ListVerdict => {
		if (!phonePattern.test(phone)) return wrongFormat;
		if (name === 'AddBlackList') account.blacklist.add(canonicalPhone(phone));
		else account.blacklist.delete(canonicalPhone(phone));
		return ok;
	};
	return {
		...ok,
		Phones: phones.map((phone) => ({ ...change(String(phone)), Phone: String(phone) })),
	};
}

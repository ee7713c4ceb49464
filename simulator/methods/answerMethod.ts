import { methodOf, type MethodName } from '../../nodes/VoicenterDialer/api/methods';
import type { SimulatorOptions } from '../SimulatorOptions';
import type { ParsedRequest } from '../parse/ParsedRequest';
import type { Account } from '../state/Account';
import type { Answer, AnswerBody } from './Answer';
import { handlerOf } from './methodHandlers';
import { missingField, offence, refusals } from './refusals';

function refusalOfCode(
	name: MethodName,
	{ fields }: ParsedRequest,
	account: Account,
	options: SimulatorOptions,
): AnswerBody | undefined {
	const isRequired = methodOf(name).needsCode || options.requireCode === 'everyRequest';
	if (isRequired && fields.some(({ code }) => code === undefined)) return missingField('Code');
	const isWrong = fields.some(({ code }) => code !== undefined && code !== account.code);
	return isWrong ? refusals.invalidAccount : undefined;
}

function bodyFor(
	name: MethodName,
	request: ParsedRequest,
	account: Account,
	options: SimulatorOptions,
): AnswerBody {
	if (request.refusal) return offence(request.refusal);
	const refusal = refusalOfCode(name, request, account, options);
	if (refusal) return refusal;
	if (options.strict && request.violations.length) return offence(request.violations[0]);
	return handlerOf(name)({ account, options, fields: request.fields });
}

/** Does what the request asks for, and says so as the service does. */
export function answerMethod(
	name: MethodName,
	request: ParsedRequest,
	account: Account,
	options: SimulatorOptions,
): Answer {
	if (options.forbidden) return { status: 403, body: 'Forbidden' };
	return { status: 200, body: bodyFor(name, request, account, options) };
}

import type { Fields } from '../parse/ParsedRequest';
import type { AnswerBody } from './Answer';
import { refusals } from './refusals';

const phone = /^\+?\d{3,15}$/;

/** What is wrong with a call's numbers, if anything. */
export function refusalOfCall({ values }: Fields): AnswerBody | undefined {
	if (!phone.test(String(values.Target))) return refusals.invalidTarget;
	const callerId = String(values.Callerid ?? values.CallerID ?? '');
	const isGood = callerId === '' || callerId === 'Anonymous' || /^\d{3,15}$/.test(callerId);
	return isGood ? undefined : refusals.invalidCallerId;
}

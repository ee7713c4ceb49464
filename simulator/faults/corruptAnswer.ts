import { isRecord } from '../checks';
import { answerText, ok, type AddResult, type Answer } from '../methods/answer';
import type { ListedPhone } from '../methods/blacklist';
import type { AddResultFault, Fault } from './faults';

/** What to send, when, and what happens to the connection. */
export interface Delivery {
	readonly answer: Answer;
	readonly delayMs: number;
	/** `cut`: closed in the middle of the body. `close`, `reset`: no answer at all. */
	readonly connection: 'keep' | 'cut' | 'close' | 'reset';
}

/** Whether the request is processed before its answer goes wrong. */
export function isProcessed(fault: Fault): boolean {
	switch (fault.kind) {
		case 'resetBefore':
		case 'lateUnprocessed':
		case 'echoCode':
			return false;
		case 'httpStatus':
		case 'errorCode':
			return fault.processed ?? false;
		case 'answerLost':
		case 'late':
		case 'addResult':
			return true;
		default:
			return fault.processed ?? true;
	}
}

const signInPage =
	'<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in</body></html>';
const html = { 'content-type': 'text/html; charset=utf-8' };
const json = { 'content-type': 'application/json; charset=utf-8' };

const sent = (answer: Answer): Delivery => ({ answer, delayMs: 0, connection: 'keep' });

function withoutErrorCode({ body }: Answer): Answer['body'] {
	if (typeof body === 'string') return body;
	return Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'ErrorCode'));
}

/** Turns the correct answer into what the fault sends. */
export function corruptAnswer(fault: Fault, right: Answer, code: string): Delivery {
	const text = answerText(right);
	const half = text.slice(0, Math.ceil(text.length / 2));
	switch (fault.kind) {
		case 'httpStatus': {
			const { status, headers, body = `HTTP ${fault.status}` } = fault;
			return sent({ status, headers, body });
		}
		case 'errorCode': {
			const { errorCode, description = 'Scripted error' } = fault;
			return sent({ status: 200, body: { ErrorCode: errorCode, Description: description } });
		}
		case 'html':
			return sent({ status: fault.status ?? 200, headers: html, body: signInPage });
		case 'empty':
			return sent({ status: 200, headers: json, body: '' });
		case 'cut':
			return sent({ status: right.status, headers: json, body: half });
		case 'cutConnection':
			return { answer: right, delayMs: 0, connection: 'cut' };
		case 'resetBefore':
			return { answer: right, delayMs: 0, connection: 'reset' };
		case 'answerLost':
			return { answer: right, delayMs: 0, connection: 'close' };
		case 'late':
			return { ...sent(right), delayMs: fault.ms };
		case 'lateUnprocessed':
			return { ...sent({ status: 504, body: 'Gateway Timeout' }), delayMs: fault.ms };
		case 'noErrorCode':
			return sent({ ...right, body: withoutErrorCode(right) });
		case 'repeatAnswer':
			return sent({ ...right, headers: json, body: text + text });
		case 'addResult':
			return sent({ ...right, body: corruptResults(right, fault) });
		case 'echoCode': {
			const { errorCode = 3, status = 200 } = fault;
			const description = `No access for account ${code}`;
			return sent({ status, body: { ...ok, ErrorCode: errorCode, Description: description } });
		}
	}
}

type Result = AddResult | ListedPhone;

const unknownPhone = '972500000000';
const unknownResult: AddResult = { Target: unknownPhone, ErrorCode: 0, Description: 'OK' };
const unknownListed: ListedPhone = { Phone: unknownPhone, ErrorCode: 0, ErrorMessage: 'OK' };

const phoneOf = (result: Result): string => ('Phone' in result ? result.Phone : result.Target);
const withPhone = (result: Result, phone: string): Result =>
	'Phone' in result ? { ...result, Phone: phone } : { ...result, Target: phone };

const changes: Record<
	AddResultFault['change'],
	(results: readonly Result[], count: number) => readonly Result[] | undefined
> = {
	reverse: (results) => [...results].reverse(),
	drop: (results, count) => results.slice(0, Math.max(0, results.length - count)),
	extra: (results, count) => {
		const extra = 'Phone' in results[0] ? unknownListed : unknownResult;
		return [...results, ...Array.from({ length: count }, () => extra)];
	},
	duplicateTarget: (results) => results.map((result) => withPhone(result, phoneOf(results[0]))),
	omit: () => undefined,
	wrongTarget: ([first, ...others]) => [withPhone(first, unknownPhone), ...others],
};

/** Makes the list of results disagree with the request. Answers without one stay as they are. */
function corruptResults({ body }: Answer, { change, count = 1 }: AddResultFault): Answer['body'] {
	if (!isRecord(body)) return body;
	const name = 'Phones' in body ? 'Phones' : 'AddResult';
	const { [name]: results, ...rest } = body as Record<string, readonly Result[] | undefined>;
	if (!results?.length) return body;
	const corrupted = changes[change](results, count);
	return corrupted ? { ...rest, [name]: corrupted } : rest;
}

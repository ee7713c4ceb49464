import { answerText, ok, type AddResult, type Answer, type AnswerBody } from '../methods/answer';
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
			return sent({ ...right, body: corruptAddResult(right.body as AnswerBody, fault) });
		case 'echoCode': {
			const { errorCode = 3, status = 200 } = fault;
			const description = `No access for account ${code}`;
			return sent({ status, body: { ...ok, ErrorCode: errorCode, Description: description } });
		}
	}
}

const unknownResult: AddResult = { Target: '972500000000', ErrorCode: 0, Description: 'OK' };

const changes: Record<
	AddResultFault['change'],
	(results: readonly AddResult[], count: number) => readonly AddResult[] | undefined
> = {
	reverse: (results) => [...results].reverse(),
	drop: (results, count) => results.slice(0, Math.max(0, results.length - count)),
	extra: (results, count) => [...results, ...Array.from({ length: count }, () => unknownResult)],
	duplicateTarget: (results) => results.map((result) => ({ ...result, Target: results[0].Target })),
	omit: () => undefined,
	wrongTarget: ([first, ...others]) => [{ ...first, Target: unknownResult.Target }, ...others],
};

/** Makes AddResult disagree with the request. Answers without AddResult stay as they are. */
function corruptAddResult(body: AnswerBody, { change, count = 1 }: AddResultFault): AnswerBody {
	const { AddResult: results, ...rest } = body;
	if (!results?.length) return body;
	const corrupted = changes[change](results, count);
	return corrupted ? { ...rest, AddResult: corrupted } : rest;
}

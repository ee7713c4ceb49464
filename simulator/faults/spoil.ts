import { ok, type Answer, type AnswerBody } from '../methods/Answer';
import { answerText } from '../methods/answerText';
import type { Delivery } from './Delivery';
import type { Fault } from './Fault';
import { spoilAddResult } from './spoilAddResult';

const page = '<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in</body></html>';
const html = { 'content-type': 'text/html; charset=utf-8' };
const json = { 'content-type': 'application/json; charset=utf-8' };

const sent = (answer: Answer): Delivery => ({ answer, delayMs: 0, connection: 'keep' });

function withoutErrorCode({ body }: Answer): Answer['body'] {
	if (typeof body === 'string') return body;
	return Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'ErrorCode'));
}

/** The answer as it should have been, made into what the fault says. */
export function spoil(fault: Fault, right: Answer, code: string): Delivery {
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
			return sent({ status: fault.status ?? 200, headers: html, body: page });
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
			return sent({ ...right, body: spoilAddResult(right.body as AnswerBody, fault) });
		case 'echoCode': {
			const { errorCode = 3, status = 200 } = fault;
			const description = `No access for account ${code}`;
			return sent({ status, body: { ...ok, ErrorCode: errorCode, Description: description } });
		}
	}
}

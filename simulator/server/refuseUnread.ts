import type { Delivery } from '../faults/Delivery';
import type { Exchange } from '../inspection/Exchange';
import { offence } from '../methods/refusals';
import { wrongContentType } from '../parse/encodingOf';

const unsupportedMediaType = 415;

/** The answer to a request whose body the server did not take. */
export function refuseUnread(status: number, message: string, exchange: Exchange): Delivery {
	const isWrongType = status === unsupportedMediaType;
	const text = isWrongType ? wrongContentType(exchange.contentType) : message;
	exchange.violations = [text];
	const answer = isWrongType ? { status: 200, body: offence(text) } : { status, body: text };
	return { answer, delayMs: 0, connection: 'keep' };
}

import type { Fault } from './Fault';

/** Whether the request is carried out before its answer goes wrong. */
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

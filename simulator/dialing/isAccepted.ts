import { isRecord } from '../isRecord';
import type { NotificationKind } from './Notification';
import type { NotificationAnswer } from './NotificationClient';

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Whether the vendor takes this for an answer: HTTP 200, with Err 0 or for a pop-up STATUS OK (vendor's practice). */
export function isAccepted(kind: NotificationKind, { status, text }: NotificationAnswer): boolean {
	const body = parsed(text);
	if (status !== 200 || !isRecord(body)) return false;
	return kind === 'cdr' ? body.Err === 0 : body.STATUS === 'OK';
}

import assert from 'node:assert/strict';
import type { OpenTrigger } from '../../world/openTrigger';

let calls = 0;

/** The customer's leg of an agent dialer's call. */
export const ended = (changes: object = {}) => ({
	caller: '0722776772',
	target: '0501234567',
	time: 1784120400,
	duration: 61,
	ivruniqueid: `20260715150000e2e${++calls}`,
	type: 'ProductiveCall Leg2',
	status: 'ANSWER',
	did: '0722776772',
	queueid: 17,
	queuename: 'מכירות',
	representative_name: 'דנה לוי',
	representative_code: '12345678',
	extenUser: 'SIPSIP',
	seconds_waiting_in_queue: 4,
	record: 'https://recordings.example/1.mp3',
	CustomData: { var_lead_id: '1017' },
	...changes,
});

export const popUp = (changes: object = {}) => ({
	phone: '972501234567',
	ivrid: `20260715150000pop${++calls}`,
	extenUser: 'SIPSIP',
	did: '0722776772',
	status: 'Ringing',
	direction: 'Outgoing',
	callStarted: 1784120400,
	...changes,
});

/** The response to an ended call. */
export const taken = { Err: 0, Errdesc: 'OK' };

/** The response to a pop-up. */
export const shown = { STATUS: 'OK' };

/** Sends all, with a concurrency limit. */
export async function sendAll(
	open: OpenTrigger,
	bodies: readonly object[],
	atATime: number,
): Promise<void> {
	const waiting = [...bodies];
	const sendNext = async (): Promise<void> => {
		for (let body = waiting.shift(); body; body = waiting.shift()) {
			assert.deepEqual((await open.sendJson(body)).body, taken);
		}
	};
	await Promise.all(Array.from({ length: atATime }, sendNext));
}

import type { Payload } from './Payload';

/** What the vendor expects back (vendor's practice). */
export const ended = { Err: 0, Errdesc: 'OK' };
export const poppedUp = { STATUS: 'OK' };

/** The vendor's Err 1: the record could not be read. */
export const unreadable = (problem: string) => ({ Err: 1, Errdesc: problem });

/** The vendor's Err 2: nothing is wrong with the record. */
export const notTaken = (problem: string) => ({ Err: 2, Errdesc: problem });

/** A pop-up is sent by the vendor's browser extension, from the agent's computer. */
export const popUpHeaders = {
	'Access-Control-Allow-Origin': 'chrome-extension://ifiaikfdhcagbagdeflffjdammidpbio',
	'Access-Control-Allow-Headers': 'Content-Type',
};

const shownNames = ['URL', 'CLIENTNAME', 'COMPANY', 'TOTAL'];

/** What the agent's screen shall show, out of what a workflow gave. */
export function popUpScreen(item: Payload): Payload {
	const shown = shownNames.filter((name) =>
		['string', 'number', 'boolean'].includes(typeof item[name]),
	);
	return { ...poppedUp, ...Object.fromEntries(shown.map((name) => [name, item[name]])) };
}

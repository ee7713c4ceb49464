import type { Agenda } from './Agenda';
import { cdrsOf } from './cdrsOf';
import type { DialedCall } from './DialedCall';
import type { Notifier } from './Notifier';
import type { PlayedCall } from './PlayedCall';
import { popUpOf, type PopUpStatus } from './popUpOf';

/**
 * Lets a call ring, be answered and end. The agent who is kept free for it sees all of it, the
 * ringing included, whether or not the customer answers.
 */
export function playCall(
	call: PlayedCall,
	record: DialedCall,
	agenda: Agenda,
	notifier: Notifier,
	options: { readonly legsReversed: boolean },
	end: () => void,
): void {
	const { ringSeconds, talkSeconds, status } = call.outcome;
	const popUp = (event: PopUpStatus) => {
		if (call.agent) notifier.send('popUp', event, record, popUpOf(call, event));
	};
	const answeredAtMs = call.startedAtMs + ringSeconds * 1000;

	popUp('Ringing');
	if (status === 'ANSWER') agenda.add(answeredAtMs, () => popUp('Talking'));
	agenda.add(answeredAtMs + talkSeconds * 1000, () => {
		end();
		popUp('Hangup');
		const cdrs = cdrsOf(call);
		if (options.legsReversed) cdrs.reverse();
		for (const { type, fields } of cdrs) notifier.send('cdr', type, record, fields);
	});
}

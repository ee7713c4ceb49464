/** Before the secure connection stands: nothing of the request gets out. */
export type HandshakeFault =
	/** Nobody listens. */
	| 'refused'
	/** Ended after the client's first words. */
	| 'cutHandshake'
	/** Reset after the client's first words. */
	| 'resetHandshake'
	/** An HTTP answer instead of TLS. */
	| 'plainHandshake'
	/** One bit of the server's part is wrong. */
	| 'damagedHandshake';

/** After the request has been passed on and answered. */
export type AnswerFault =
	/** One bit of the record is wrong. */
	| 'damagedAnswer'
	/** Half of the record, then the end. */
	| 'halfAnswer'
	/** Reset instead of an answer. */
	| 'resetAfterRequest'
	/** The server's side ends without an answer, and the client's side stays open. */
	| 'halfClosed'
	/** The answer without TLS. */
	| 'plainAnswer'
	/** A fatal alert that nobody signed. */
	| 'forgedAlert'
	/** Held back for so long that no client waits for it. */
	| 'lateAnswer';

export type FrontFault = HandshakeFault | AnswerFault;

const ofAnswer: Readonly<Record<AnswerFault, true>> = {
	damagedAnswer: true,
	halfAnswer: true,
	resetAfterRequest: true,
	halfClosed: true,
	plainAnswer: true,
	forgedAlert: true,
	lateAnswer: true,
};

export const isAnswerFault = (fault?: FrontFault): fault is AnswerFault =>
	fault !== undefined && Object.hasOwn(ofAnswer, fault);

import type { CallStatus } from '../../nodes/VoicenterDialer/api/methods';

type Range = readonly [least: number, most: number];

interface UsualSeconds {
	readonly ring: Range;
	readonly talk: Range;
}

const nothing: Range = [0, 0];

/** How long calls of each kind ring and last. Invented, of the size that call centers see. */
export const usualSeconds: Readonly<Record<CallStatus, UsualSeconds>> = {
	ANSWER: { ring: [3, 20], talk: [10, 300] },
	NOANSWER: { ring: [30, 45], talk: nothing },
	BUSY: { ring: [0, 2], talk: nothing },
	CANCEL: { ring: [5, 20], talk: nothing },
	ABANDONE: { ring: [3, 20], talk: [1, 15] },
	TIMEOUT: { ring: [3, 20], talk: [30, 60] },
	FULL: { ring: [3, 20], talk: nothing },
	EXIT: { ring: [3, 20], talk: [5, 30] },
	JOINEMPTY: { ring: [3, 20], talk: nothing },
	VOEND: { ring: [3, 20], talk: [5, 60] },
	TE: { ring: nothing, talk: nothing },
	NOTCALLED: { ring: nothing, talk: nothing },
	VOICEMAIL: { ring: [15, 25], talk: [5, 30] },
};

import {
	faults,
	internalErrorCode,
	textOfErrorCode,
	type ErrorText,
} from '../nodes/VoicenterDialer/api/errors';
import { methods, type MethodName } from '../nodes/VoicenterDialer/api/methods';
import { markdownTable } from './markdownTable';

const methodNames = Object.keys(methods) as MethodName[];
const codes = Array.from({ length: 109 }, (_, index) => index - 9).filter((code) => code !== 0);

interface TextOfCodes extends ErrorText {
	readonly codes: Set<number>;
}

/** Each text of an ErrorCode once, with the codes that it stands for. */
function textsOfCodes(): TextOfCodes[] {
	const texts = new Map<string, TextOfCodes>();
	for (const code of codes) {
		for (const method of methodNames) {
			const text = textOfErrorCode(method, code);
			const known = texts.get(text.message) ?? { ...text, codes: new Set() };
			texts.set(text.message, known);
			known.codes.add(code);
		}
	}
	const isGeneral = (text: TextOfCodes) => text.codes.size > codes.length / 2;
	return [...texts.values()].sort(
		(one, other) =>
			Number(isGeneral(one)) - Number(isGeneral(other)) ||
			Math.min(...one.codes) - Math.min(...other.codes),
	);
}

const shownCodes = (numbers: ReadonlySet<number>) =>
	numbers.size === 1 ? ` (ErrorCode ${[...numbers].join()})` : '';

const row = ({ message, advice }: ErrorText, codesShown: string, mayBeDone: boolean) => [
	message + codesShown,
	mayBeDone ? '**perhaps**' : 'no',
	advice,
];

/** What the node says when something goes wrong, and what to do then, from the node's own texts. */
export function errorsTable(): string {
	return markdownTable(
		['It says', 'Carried out?', 'What to do'],
		[
			...textsOfCodes().map((text) =>
				row(
					text,
					shownCodes(text.codes),
					text.codes.has(internalErrorCode) && text.codes.size === 1,
				),
			),
			...Object.values(faults).map((fault) => row(fault, '', fault.mayBeDone)),
		],
	);
}

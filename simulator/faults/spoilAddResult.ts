import type { AddResult, AnswerBody } from '../methods/Answer';
import type { AddResultFault } from './Fault';

const stranger: AddResult = { Target: '972500000000', ErrorCode: 0, Description: 'OK' };

const changes: Record<
	AddResultFault['change'],
	(results: readonly AddResult[], count: number) => readonly AddResult[] | undefined
> = {
	reverse: (results) => [...results].reverse(),
	drop: (results, count) => results.slice(0, Math.max(0, results.length - count)),
	extra: (results, count) => [...results, ...Array.from({ length: count }, () => stranger)],
	duplicateTarget: (results) => results.map((result) => ({ ...result, Target: results[0].Target })),
	omit: () => undefined,
	wrongTarget: ([first, ...others]) => [{ ...first, Target: stranger.Target }, ...others],
};

/** The answer with a list of verdicts that does not fit the request; without one it stays as it is. */
export function spoilAddResult(
	body: AnswerBody,
	{ change, count = 1 }: AddResultFault,
): AnswerBody {
	const { AddResult: results, ...rest } = body;
	if (!results?.length) return body;
	const spoilt = changes[change](results, count);
	return spoilt ? { ...rest, AddResult: spoilt } : rest;
}

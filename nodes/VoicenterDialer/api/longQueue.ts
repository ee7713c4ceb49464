import { sleep } from 'n8n-workflow';
import { isRecord, parseJson } from './json';

/** Takes some ten milliseconds to parse. */
const pieceLength = 1_000_000;

/** Places in a row that are not the end of a call. */
const mostMisses = 5;

const listStart = /"Calls"\s*:\s*\[/;

/** Stands for the calls that were parsed before. */
const placeholder = '…';

/**
 * Parses the answer of a long queue in pieces, so that n8n stays responsive in between. A piece ends
 * at a comma between calls if it is valid as a list: within a call or a text, it would not be.
 * @returns `undefined` if the answer is short, or is not such an answer
 */
export async function parseLongQueue(text: string): Promise<unknown> {
	if (text.length <= pieceLength) return undefined;
	const found = listStart.exec(text.slice(0, pieceLength));
	if (found === null) return undefined;
	const start = found.index + found[0].length;
	const calls: unknown[] = [];
	let from = start;
	let to = text.indexOf(',{', from + pieceLength);
	for (let misses = 0; to !== -1 && misses < mostMisses; ) {
		await sleep(0);
		const piece = parseJson(`[${text.slice(from, to)}]`);
		if (Array.isArray(piece)) {
			for (const call of piece) calls.push(call);
			from = to + 1;
			misses = 0;
			to = text.indexOf(',{', from + pieceLength);
		} else {
			misses++;
			to = text.indexOf(',{', to + 1);
		}
	}
	const rest = parseJson(`${text.slice(0, start)}"${placeholder}",${text.slice(from)}`);
	const data = isRecord(rest) ? rest.Data : undefined;
	if (!isRecord(data) || !Array.isArray(data.Calls) || data.Calls[0] !== placeholder) {
		return undefined;
	}
	for (const call of data.Calls.slice(1) as unknown[]) calls.push(call);
	return { ...(rest as object), Data: { ...data, Calls: calls } };
}

import { none, sum, type Counts } from './Counts';
import type { Row } from './Row';

const names = { add: 'Add', addMany: 'Add Many' };
const figures: ReadonlyArray<keyof Counts> = ['sent', 'accepted', 'lost', 'doubled', 'wrong'];

const cells = (counts: Counts) => figures.map((figure) => counts[figure].toLocaleString('en'));

const line = (...texts: readonly string[]) => `| ${texts.join(' | ')} |`;

/** In Markdown. */
export function table(rows: readonly Row[]): string {
	const total = rows.map(({ counts }) => counts).reduce(sum, none);
	return [
		line('Fault', 'Operation', 'Sent', 'Accepted', 'Lost', 'Doubled', 'Wrong verdicts'),
		line('---', '---', ...figures.map(() => '---:')),
		...rows.map(({ fault, operation, counts }) => line(fault, names[operation], ...cells(counts))),
		line('**All**', '', ...cells(total).map((cell) => `**${cell}**`)),
	].join('\n');
}

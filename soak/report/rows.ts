/** A table in Markdown; all columns but the first are numbers. */
export function rows(head: readonly string[], body: ReadonlyArray<readonly string[]>): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [
		line(head),
		line(head.map((_, index) => (index === 0 ? '---' : '---:'))),
		...body.map(line),
	].join('\n');
}

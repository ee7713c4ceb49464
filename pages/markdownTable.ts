const line = (cells: readonly string[]) =>
	`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

export function markdownTable(
	heads: readonly string[],
	rows: ReadonlyArray<readonly string[]>,
): string {
	return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

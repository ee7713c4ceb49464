import { readFileSync } from 'node:fs';

export type Lead = Readonly<Record<string, string>>;

const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/** Reads a CSV file with a heading line, apart from n8n, so that the two can be compared. */
export function readLeads(file: string): Lead[] {
	const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
	const lines: string[][] = [[]];
	cell.lastIndex = 0;
	while (cell.lastIndex < text.length) {
		const match = cell.exec(text);
		if (!match) throw new Error(`${file}: line ${lines.length} cannot be read`);
		lines[lines.length - 1].push(match[1]?.replaceAll('""', '"') ?? match[2]);
		if (match[3] !== ',') lines.push([]);
	}
	const [names, ...rows] = lines.filter(({ length }) => length > 0);
	return rows.map((row) =>
		Object.fromEntries(names.map((name, index) => [name, row[index] ?? ''])),
	);
}

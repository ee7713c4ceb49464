export interface Section {
	/** Between `<!-- name:start -->` and `<!-- name:end -->`. */
	readonly name: string;
	readonly content: string;
}

/** A page with its section set to the content; at its end if it has none of this name yet. */
export function withSection(page: string, { name, content }: Section): string {
	const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
	const section = `${start}\n\n${content.trim()}\n\n${end}`;
	const [from, to] = [page.indexOf(start), page.indexOf(end)];
	return from >= 0 && to > from
		? page.slice(0, from) + section + page.slice(to + end.length)
		: `${page.trimEnd()}\n\n${section}\n`;
}

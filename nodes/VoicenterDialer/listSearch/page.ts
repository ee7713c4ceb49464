import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

const pageSize = 100;

/** One page of what the picker's filter text leaves; the token is where the next one starts. */
export function page(
	entries: readonly INodeListSearchItems[],
	filter = '',
	paginationToken?: string,
): INodeListSearchResult {
	const wanted = filter.trim().toLowerCase();
	const matching = entries.filter(
		({ name, value }) =>
			name.toLowerCase().includes(wanted) || String(value).toLowerCase().includes(wanted),
	);
	const start = Number(paginationToken ?? 0);
	const end = start + pageSize;
	return {
		results: matching.slice(start, end),
		paginationToken: end < matching.length ? String(end) : undefined,
	};
}

import type { N8nInstance } from '../../e2e/n8n/startN8n';

const bytesPerMb = 1024 ** 2;

/** What n8n's heap holds just now, in MB, as n8n itself tells. */
export async function heapUsed({ url }: N8nInstance): Promise<number> {
	const text = await (await fetch(`${url}/metrics`)).text();
	const bytes = /^\w*nodejs_heap_size_used_bytes(?:\{[^}]*\})? (\S+)/m.exec(text)?.[1];
	return Number(bytes) / bytesPerMb;
}

import type { N8nInstance } from '../../e2e/n8n/startN8n';
import { metrics } from './metrics';

const bytesPerMb = 1024 ** 2;

/** What n8n's heap holds just now, in MB, as n8n itself tells. */
export async function heapUsed({ url }: N8nInstance): Promise<number> {
	return (await metrics(url))('nodejs_heap_size_used_bytes') / bytesPerMb;
}

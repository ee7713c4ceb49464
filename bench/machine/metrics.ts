/** What n8n tells of itself, by name and without n8n's prefix; it has to run with N8N_METRICS. */
export async function metrics(url: string): Promise<(name: string) => number> {
	const text = await (await fetch(`${url}/metrics`)).text();
	return (name) =>
		Number(new RegExp(`^\\w*${name}(?:\\{[^}]*\\})? (\\S+)`, 'm').exec(text)?.[1] ?? NaN);
}

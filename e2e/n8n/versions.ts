/** The version that is tried out and measured; others by `--n8n <version>`. */
export const pinnedVersion = '2.41.1';

function isAtLeast(version: string, minimum: string): boolean {
	const [have, want] = [version, minimum].map((text) => text.split('.').map(Number));
	for (const [index, number] of want.entries()) {
		if ((have[index] ?? 0) !== number) return (have[index] ?? 0) > number;
	}
	return true;
}

/** The Node that an n8n version asks for in its package (engines). */
export function nodeMajorFor(version: string): number {
	if (isAtLeast(version, '2.38')) return 24;
	if (isAtLeast(version, '2.5')) return 22;
	return 20;
}

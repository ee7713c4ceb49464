/** The version that is tried out and measured; others by `--n8n <version>`. */
export const pinnedVersion = '2.41.1';

/** The versions in which all end-to-end tests pass. */
export const triedVersions = ['1.123.81', '2.0.3', pinnedVersion] as const;

export function isAtLeast(version: string, minimum: string): boolean {
	const [have, want] = [version, minimum].map((text) => text.split('.').map(Number));
	for (const [index, number] of want.entries()) {
		if ((have[index] ?? 0) !== number) return (have[index] ?? 0) > number;
	}
	return true;
}

/** The newest Node that all of these versions run on. */
export const newestNodeMajor = 24;

/** The oldest Node for an n8n version: what its package asks for (engines), and what its parts do. */
export function nodeMajorFor(version: string): number {
	if (isAtLeast(version, '2.38')) return 24;
	if (isAtLeast(version, '2.5')) return 22;
	if (isAtLeast(version, '2.0')) return 20;
	// Its package says 20.19; its sandbox for expressions (isolated-vm 6.2) needs 22.
	return 22;
}

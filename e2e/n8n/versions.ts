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

interface Need {
	/** How the names of the specs begin. */
	readonly specs: readonly string[];
	readonly since: string;
	/** What older n8n does not have. */
	readonly what: string;
}

/** What not every n8n has that the package runs in. */
export const needs: readonly Need[] = [
	{
		specs: ['storage: a database that is locked before'],
		since: '2.0',
		what: 'waiting while its SQLite database is locked',
	},
	{
		specs: ['panel:'],
		since: '2.41',
		what: 'the tests of the panel, written for the editor as it is there',
	},
	{
		specs: ['queue low, refill', 'outcomes into a table'],
		since: '2.3',
		what: 'the ready-made workflows with the Data Table node (queue-low-refill, outcomes-to-table)',
	},
	{
		specs: ['Campaign Trigger: a test run tells'],
		since: '2.41',
		what: '`previous` in a test run of the Campaign Trigger',
	},
	{
		specs: ['AI Agent 3: a model cannot take a value of another item'],
		since: '2.41',
		what: 'telling what a model sent from all the items of its agent',
	},
];

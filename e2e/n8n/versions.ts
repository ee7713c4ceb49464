/** The default version for tests and measurements. */
export const pinnedVersion = '2.41.1';

/** The versions in which all end-to-end tests pass. */
export const triedVersions = ['1.123.81', '2.0.3', '2.40.7', pinnedVersion] as const;

export function isAtLeast(version: string, minimum: string): boolean {
	const [have, want] = [version, minimum].map((text) => text.split('.').map(Number));
	for (const [index, number] of want.entries()) {
		if ((have[index] ?? 0) !== number) return (have[index] ?? 0) > number;
	}
	return true;
}

/** The newest Node that all of these versions support. */
export const newestNodeMajor = 24;

/** The oldest Node for an n8n version, according to its package (engines) and its dependencies. */
export function nodeMajorFor(version: string): number {
	if (isAtLeast(version, '2.38')) return 24;
	if (isAtLeast(version, '2.5')) return 22;
	if (isAtLeast(version, '2.0')) return 20;
	// Its package requires 20.19, but its expression sandbox (isolated-vm 6.2) requires 22.
	return 22;
}

interface Need {
	/** Prefixes of spec names. */
	readonly specs: readonly string[];
	readonly since: string;
	/** Features that older versions of n8n do not have. */
	readonly what: string;
}

/** Features that not all supported versions of n8n have. */
export const needs: readonly Need[] = [
	{
		specs: ['storage: the database is locked before'],
		since: '2.0',
		what: 'waiting while its SQLite database is locked',
	},
	{
		specs: ['panel:'],
		since: '2.41',
		what: 'the panel tests, which require its editor',
	},
	{
		specs: [
			'queue low, refill',
			'outcomes into a table',
			'each event once',
			'missed call into',
			'data table:',
		],
		since: '2.3',
		what: 'the ready-made workflows with a data table',
	},
	{
		specs: ['Campaign Trigger: a test run shows the previous'],
		since: '2.41',
		what: '`previous` in a test run of the Campaign Trigger',
	},
];

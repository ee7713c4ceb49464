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

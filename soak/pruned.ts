/**
 * n8n deletes old executions as it always does, with its periods as much shorter as the day is: an
 * hour becomes a minute. The thousand last ones are kept instead of ten thousand, so that a day of
 * twenty minutes has something to delete.
 */
export const pruned: NodeJS.ProcessEnv = {
	EXECUTIONS_DATA_PRUNE_MAX_COUNT: '1000',
	EXECUTIONS_DATA_PRUNE_SOFT_DELETE_INTERVAL: '1',
	EXECUTIONS_DATA_PRUNE_HARD_DELETE_INTERVAL: '0.25',
	EXECUTIONS_DATA_HARD_DELETE_BUFFER: '0',
};

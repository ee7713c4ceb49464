/** The node's own settings, as the panel's Settings tab has them. */
export const retrying = {
	retryOnFail: true,
	maxTries: 3,
	waitBetweenTries: 1000,
	onError: 'continueErrorOutput',
} as const;

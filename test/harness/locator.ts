import type { INodeParameterResourceLocator } from 'n8n-workflow';

/** A resource locator “By Code” or “By SIP Code”. */
export const byId = (value: string): INodeParameterResourceLocator => ({
	__rl: true,
	mode: 'id',
	value,
});

/** A resource locator whose value was picked from the list. */
export const fromList = (value: string, name: string): INodeParameterResourceLocator => ({
	__rl: true,
	mode: 'list',
	value,
	cachedResultName: name,
});

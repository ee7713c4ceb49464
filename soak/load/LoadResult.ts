/** How many a second one way has finished. */
export interface LoadResult {
	readonly name: string;
	readonly what: 'leads' | 'events';
	readonly isOurs: boolean;
	readonly perSecond: number;
}

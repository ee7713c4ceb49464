/** What n8n told of itself at one moment. */
export interface Sample {
	/** Milliseconds since 1970. */
	readonly atMs: number;
	readonly heapMb: number;
	/** Buffers and the like, which the heap only points to. */
	readonly externalMb: number;
	readonly rssMb: number;
	/** The longest delay of its event loop since the sample before. */
	readonly delayMs: number;
}

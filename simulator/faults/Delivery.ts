import type { Answer } from '../methods/Answer';

/** How an answer goes out. */
export interface Delivery {
	readonly answer: Answer;
	readonly delayMs: number;
	/** `cut`: closed in the middle of the body. `close`, `reset`: no answer at all. */
	readonly connection: 'keep' | 'cut' | 'close' | 'reset';
}

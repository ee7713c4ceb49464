import type { statusOf } from '../failedItem';

/** A model reads an unclear outcome as a reason to try once more. */
export const adviceForModel = (status: ReturnType<typeof statusOf>, advice: string): string =>
	status === 'unknown' ? `Do not send it again. ${advice}` : advice;

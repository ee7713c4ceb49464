import type { Answer } from './Answer';

/** The body as it goes over the wire. */
export const answerText = ({ body }: Answer): string =>
	typeof body === 'string' ? body : JSON.stringify(body);

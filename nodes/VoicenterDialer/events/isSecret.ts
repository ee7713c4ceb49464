import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Takes the same time whatever was given. An empty secret is never right. */
export function isSecret(given: unknown, secret: string): boolean {
	const isRight = timingSafeEqual(digest(typeof given === 'string' ? given : ''), digest(secret));
	return isRight && secret !== '';
}

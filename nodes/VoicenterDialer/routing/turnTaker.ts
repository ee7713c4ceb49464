import { sleep } from 'n8n-workflow';

/** How long one piece of work may go on before the rest of n8n gets its turn. */
const longestTurnMs = 40;

/** To be awaited between the pieces of a long work, so that n8n stays responsive meanwhile. */
export function turnTaker(): () => Promise<void> | undefined {
	let turnStartedAt = Date.now();
	return () => {
		if (Date.now() - turnStartedAt < longestTurnMs) return undefined;
		return sleep(0).then(() => {
			turnStartedAt = Date.now();
		});
	};
}

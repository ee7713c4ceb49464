/** Does a piece of work once all that came before it is done. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

const lastWork = new Map<string, Promise<unknown>>();

/**
 * One queue for each name, shared by all executions that run in this process: what they do under
 * one name never overlaps.
 */
export const inTurnOf =
	(name: string): InTurn =>
	async (work) => {
		const done = (lastWork.get(name) ?? Promise.resolve()).then(work);
		const settled = done.then(
			() => undefined,
			() => undefined,
		);
		lastWork.set(name, settled);
		void settled.then(() => {
			if (lastWork.get(name) === settled) lastWork.delete(name);
		});
		return await done;
	};

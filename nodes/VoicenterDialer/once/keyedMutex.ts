/** Runs work once all earlier work under the same name is done. */
export type Exclusively = <T>(work: () => Promise<T>) => Promise<T>;

const lastWork = new Map<string, Promise<unknown>>();

/** One queue for each name, shared by all executions of this process. */
export const keyedMutex =
	(name: string): Exclusively =>
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

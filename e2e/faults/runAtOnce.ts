/** Works through the list, so many at a time, and keeps the order of the results. */
export async function runAtOnce<Task, Result>(
	tasks: readonly Task[],
	most: number,
	run: (task: Task) => Promise<Result>,
): Promise<Result[]> {
	const results = new Array<Result>(tasks.length);
	let next = 0;
	const work = async () => {
		while (next < tasks.length) {
			const index = next++;
			results[index] = await run(tasks[index]);
		}
	};
	await Promise.all(Array.from({ length: most }, work));
	return results;
}

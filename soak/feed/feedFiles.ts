import { LeadFile } from '../leads/LeadFile';
import type { Soak } from '../Soak';
import type { FeedCounts } from './FeedCounts';
import { feedFile } from './feedFile';
import { pauseUntil } from './pauseUntil';

/** The day's files, each at its time; those of one workflow one after the other. */
export async function feedFiles(soak: Soak, startedAt: number, counts: FeedCounts): Promise<void> {
	const { scale, campaigns } = soak;
	const files = Array.from(
		{ length: scale.files },
		(_, index) => new LeadFile(index, scale, campaigns),
	);
	const feed = async (hasKeys: boolean) => {
		for (const file of files.filter((one) => one.hasKeys === hasKeys)) {
			const dueAt = startedAt + file.atMs;
			await pauseUntil(dueAt);
			counts.latestMs = Math.max(counts.latestMs, performance.now() - dueAt);
			await feedFile(soak, file, counts);
		}
	};
	await Promise.all([feed(false), feed(true)]);
}

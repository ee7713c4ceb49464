import { isAtLeast, nodeMajorFor, triedVersions } from '../e2e/n8n/versions';
import { needs } from '../e2e/specs/needs';
import { markdownTable } from './markdownTable';

/** The n8n versions in which the end-to-end tests pass, and what some of them do not have. */
export function versionsTable(): string {
	const rows = triedVersions.map((version) => {
		const missing = needs.filter(({ since }) => !isAtLeast(version, since));
		return [
			version,
			`${nodeMajorFor(version)} or later`,
			missing.map(({ what, since }) => `${what}: n8n ${since} has it`).join('; ') || '–',
		];
	});
	return markdownTable(['n8n', 'on Node', 'Without'], rows);
}

import { nodeMajorFor, triedVersions } from '../e2e/n8n/versions';
import { markdownTable } from './markdownTable';

/** The n8n versions in which all end-to-end tests pass. */
export function versionsTable(): string {
	const rows = triedVersions.map((version) => [version, `${nodeMajorFor(version)} or later`]);
	return markdownTable(['n8n', 'on Node'], rows);
}

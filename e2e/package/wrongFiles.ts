import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../machine/filesBelow';

export interface Manifest {
	readonly n8n: { readonly nodes: readonly string[]; readonly credentials: readonly string[] };
}

/** All that a package may hold: what n8n loads, what it shows, and what npm shows. */
const patterns = [
	/^(package\.json|README\.md|CHANGELOG\.md|LICENSE)$/,
	/^dist\/credentials\/\w+\.credentials\.js$/,
	/^dist\/nodes\/\w+\/\w+\.node\.(js|json)$/,
	/^dist\/nodes\/\w+\/[\w.]+\.svg$/,
];

/** What is in the unpacked package and has no place there, and what it promises and does not hold. */
export function wrongFiles(folder: string, { n8n }: Manifest): string[] {
	const strangers = filesBelow(folder).filter((file) => !patterns.some((one) => one.test(file)));
	const codex = n8n.nodes.map((file) => file.replace(/\.js$/, '.json'));
	const missing = [...n8n.nodes, ...codex, ...n8n.credentials, 'README.md', 'LICENSE'].filter(
		(file) => !existsSync(join(folder, file)),
	);
	return [
		...strangers.map((file) => `${file} is packed, and nothing needs it`),
		...missing.map((file) => `${file} is not packed`),
	];
}

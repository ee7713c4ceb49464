import type { INodeType } from 'n8n-workflow';
import { n8n } from '../package.json';
import { instanceOf } from './instanceOf';
import { markdownTable } from './markdownTable';
import { shownName } from './shownName';

/** The triggers, as their panels name them. */
export async function triggersTable(): Promise<string> {
	const nodes = await Promise.all(n8n.nodes.map(instanceOf<INodeType>));
	const triggers = nodes.filter(({ description }) => description.group.includes('trigger'));
	const rows = triggers.map(({ description: { displayName, description, properties } }) => {
		const fields = properties.filter(({ type }) => type !== 'notice' && type !== 'hidden');
		return [`**${displayName}**`, description, fields.map(shownName).join(', ')];
	});
	return markdownTable(['Trigger', 'Does', 'Fields'], rows);
}

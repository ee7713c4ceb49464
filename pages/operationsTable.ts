import type { INodeProperties } from 'n8n-workflow';
import { resources } from '../nodes/VoicenterDialer/resources';
import { markdownTable } from './markdownTable';

/** Nearly every operation has them, and they have a place of their own in the pages. */
const toldElsewhere = new Set(['campaign', 'options', 'specifyCustomVariables']);

/** The README's table about the lead tells what is in them. */
const leadCollections = new Set(['additionalFields', 'updateFields']);

function shownName({ type, name, displayName, options = [] }: INodeProperties): string {
	if (type !== 'collection' || leadCollections.has(name)) return displayName;
	const members = (options as INodeProperties[]).map((member) => member.displayName);
	return `${displayName} (${members.join(', ')})`;
}

/** Every operation of the node, as its panel names it. */
export function operationsTable(): string {
	const rows = resources.flatMap(({ option, operations }) =>
		operations.map(({ option: { name, description = '' }, fields }) => {
			const shown = fields.filter((field) => !toldElsewhere.has(field.name));
			const names = shown.map(shownName).join(', ');
			return [option.name, `**${name}**`, description, names || '–'];
		}),
	);
	return markdownTable(['Resource', 'Operation', 'Does', 'Fields beside Campaign'], rows);
}

import type { INodeProperties } from 'n8n-workflow';
import { resources } from '../nodes/VoicenterDialer/operations/panel';
import { markdownTable } from './markdownTable';
import { shownName } from './shownName';

/** Nearly every operation has them, and they have a place of their own in the pages. */
const toldElsewhere = new Set(['campaign', 'options', 'specifyCustomVariables']);

/** The README's table about the lead tells what is in them. */
const leadCollections = new Set(['additionalFields', 'updateFields']);

const nameOf = (field: INodeProperties) =>
	leadCollections.has(field.name) ? field.displayName : shownName(field);

/** Every operation of the node, as its panel names it. */
export function operationsTable(): string {
	const rows = resources.flatMap(({ option, operations }) =>
		operations.map(({ option: { name, description = '' }, fields }) => {
			const shown = fields.filter(
				({ name, type }) => type !== 'notice' && !toldElsewhere.has(name),
			);
			const names = shown.map(nameOf).join(', ');
			return [option.name, `**${name}**`, description, names || '–'];
		}),
	);
	return markdownTable(['Resource', 'Operation', 'Does', 'Fields beside Campaign'], rows);
}

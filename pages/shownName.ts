import type { INodeProperties } from 'n8n-workflow';

/** A field as the panel names it, with what is in it if it is a collection. */
export function shownName({ type, displayName, options = [] }: INodeProperties): string {
	if (type !== 'collection') return displayName;
	const members = (options as INodeProperties[]).filter(({ type }) => type !== 'hidden');
	return `${displayName} (${members.map((member) => member.displayName).join(', ')})`;
}

import type { INodeProperties } from 'n8n-workflow';
import { resources } from '../nodes/VoicenterDialer/operations/panel';
import { markdownTable } from './markdownTable';

interface Use {
	readonly resource: string;
	readonly operation: string;
	readonly option: INodeProperties;
}

const uses: readonly Use[] = resources.flatMap(({ option: { name: resource }, operations }) =>
	operations.flatMap(({ option: { name: operation }, fields }) =>
		fields
			.filter(({ name }) => name === 'options')
			.flatMap((field) => field.options as INodeProperties[])
			.map((option) => ({ resource, operation, option })),
	),
);

const operationCount = resources.flatMap(({ operations }) => operations).length;

function shownDefault({ type, default: value }: INodeProperties): string {
	if (type === 'boolean') return value === true ? 'on' : 'off';
	return value === '' ? '–' : String(value);
}

/** “10 (Add Many: 2)” where operations differ. */
function defaultsOf(users: readonly Use[]): string {
	const usual = shownDefault(users[0].option);
	const others = users.filter(({ option }) => shownDefault(option) !== usual);
	if (others.length === 0) return usual;
	return `${usual} (${others.map(({ operation, option }) => `${operation}: ${shownDefault(option)}`).join(', ')})`;
}

function placesOf(users: readonly Use[]): string {
	if (users.length === operationCount) return 'all';
	const places = new Map<string, string[]>();
	for (const { resource, operation } of users) {
		places.set(resource, [...(places.get(resource) ?? []), operation]);
	}
	return [...places].map(([resource, names]) => `${resource}: ${names.join(', ')}`).join('; ');
}

/** Every entry of the Options of every operation. */
export function optionsTable(): string {
	const names = [...new Set(uses.map(({ option }) => option.displayName))].sort();
	const rows = names.map((name) => {
		const users = uses.filter(({ option }) => option.displayName === name);
		return [`**${name}**`, defaultsOf(users), users[0].option.description ?? '', placesOf(users)];
	});
	return markdownTable(['Option', 'Default', 'What it does', 'In'], rows);
}

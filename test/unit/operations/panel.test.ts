import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { resources } from '../../../nodes/VoicenterDialer/operations/panel';
import { dialerNodeType } from '../../harness/workflow';

const menus = dialerNodeType().description.properties.filter(({ name }) => name === 'operation');
const resourceOf = ({ displayOptions }: (typeof menus)[number]) => displayOptions?.show?.resource;

it('selects a harmless operation along with the resource', () => {
	expect(menus.map((menu) => [resourceOf(menu), menu.default])).toEqual([
		[['call'], 'add'],
		[['campaign'], 'getAll'],
		[['doNotCall'], 'add'],
		[['ivr'], 'configure'],
		[['member'], 'add'],
	]);
});

it.each(menus)(
	'lists the operations in alphabetical order ($displayOptions.show.resource)',
	(menu) => {
		const names = (menu.options as INodePropertyOptions[]).map(({ name }) => name);
		expect(names).toEqual([...names].sort());
	},
);

const operations = resources.flatMap(({ option, operations: all }) =>
	all.map((operation) => ({ resource: option.value, operation })),
);

it.each(operations)(
	'shows the fields of $resource: $operation.option.value in the order that it lists them',
	({ resource, operation }) => {
		const isShown = ({ name, displayOptions }: INodeProperties) => {
			const { resource: inResources, operation: inOperations } = displayOptions?.show ?? {};
			return (
				name !== 'operation' &&
				inResources?.includes(resource) &&
				(inOperations ?? [operation.option.value]).includes(operation.option.value)
			);
		};
		const shown = dialerNodeType().description.properties.filter(isShown);
		expect(shown.map(({ name }) => name)).toEqual(operation.fields.map(({ name }) => name));
	},
);

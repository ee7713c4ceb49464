import type { INodePropertyOptions } from 'n8n-workflow';
import { dialerNodeType } from '../../harness/workflow';

const menus = dialerNodeType().description.properties.filter(({ name }) => name === 'operation');
const resourceOf = ({ displayOptions }: (typeof menus)[number]) => displayOptions?.show?.resource;

it('chooses an operation along with the resource that does no harm', () => {
	expect(menus.map((menu) => [resourceOf(menu), menu.default])).toEqual([
		[['call'], 'add'],
		[['campaign'], 'getAll'],
		[['ivr'], 'configure'],
		[['member'], 'add'],
	]);
});

it.each(menus)('lists the operations by the alphabet ($displayOptions.show.resource)', (menu) => {
	const names = (menu.options as INodePropertyOptions[]).map(({ name }) => name);
	expect(names).toEqual([...names].sort());
});

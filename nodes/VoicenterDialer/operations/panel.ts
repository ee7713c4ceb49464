import type { INodeProperties, INodePropertyOptions, INodePropertyRouting } from 'n8n-workflow';
import { callResource } from './call';
import { campaignResource } from './campaign';
import { doNotCallResource } from './doNotCall';
import { ivrResource } from './ivr';
import { memberResource } from './member';
import type { Operation } from './operation';

/** An entry of the Resource menu with its operations. */
export interface Resource {
	readonly option: INodePropertyOptions & { readonly value: string };
	readonly operations: readonly Operation[];
	/** Selected along with the resource, so never an operation that stops or deletes something. */
	readonly defaultOperation: Operation;
}

/**
 * The node's properties. A field that several operations share becomes one property, because n8n
 * evaluates every property with the same name for each item, visible or not.
 * @param routingOf the routing of an operation in n8n's declarative engine
 */
export function describeOperations(
	resources: readonly Resource[],
	routingOf: (operation: Operation) => INodePropertyRouting,
): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources.map(({ option }) => option),
			default: 'call',
		},
		...resources.map((resource) => operationMenu(resource, routingOf)),
		...fieldsOf(resources),
	];
}

function operationMenu(
	{ option, operations, defaultOperation }: Resource,
	routingOf: (operation: Operation) => INodePropertyRouting,
): INodeProperties {
	const chosen = defaultOperation.option.value;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [option.value] } },
		options: operations.map((operation) => ({
			...operation.option,
			routing: routingOf(operation),
		})),
		default: chosen,
	};
}

/**
 * A field that all operations of a resource have is shown for the resource, any other for its
 * operations.
 */
function fieldsOf(resources: readonly Resource[]): INodeProperties[] {
	return inPanelOrder(resources).flatMap((field) => {
		const users = resources.map(({ option, operations }) => ({
			resource: option.value,
			operations: operations.filter((o) => o.fields.includes(field)).map((o) => o.option.value),
			isWhole: operations.every((o) => o.fields.includes(field)),
		}));
		const whole = users.filter(({ isWhole }) => isWhole).map(({ resource }) => resource);
		const partial = users.filter(({ isWhole, operations }) => !isWhole && operations.length > 0);
		return [
			...(whole.length > 0 ? [shownFor(field, { resource: whole })] : []),
			...partial.map(({ resource, operations }) =>
				shownFor(field, { resource: [resource], operation: operations }),
			),
		];
	});
}

/** All fields, once each, so that every operation shows its own in the order that it lists them. */
function inPanelOrder(resources: readonly Resource[]): INodeProperties[] {
	const ordered: INodeProperties[] = [];
	let lists = resources.flatMap(({ operations }) => operations.map(({ fields }) => fields));
	while (lists.length > 0) {
		const isNext = (field: INodeProperties) => lists.every((list) => list.indexOf(field) <= 0);
		const next = lists.map(([first]) => first).find(isNext) ?? lists[0][0];
		ordered.push(next);
		lists = lists
			.map((list) => list.filter((field) => field !== next))
			.filter((list) => list.length > 0);
	}
	return ordered;
}

const shownFor = (
	field: INodeProperties,
	show: Readonly<Record<string, string[]>>,
): INodeProperties => ({
	...field,
	displayOptions: { show: { ...show, ...field.displayOptions?.show } },
});

export const resources: readonly Resource[] = [
	callResource,
	campaignResource,
	doNotCallResource,
	ivrResource,
	memberResource,
];

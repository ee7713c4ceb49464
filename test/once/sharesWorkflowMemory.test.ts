import type { IExecuteFunctions, INode, INodeParameters, NodeTypeAndVersion } from 'n8n-workflow';
import { sharesWorkflowMemory } from '../../nodes/VoicenterDialer/once/IdempotencyStore';

const node = (changes: Partial<NodeTypeAndVersion> = {}): NodeTypeAndVersion => ({
	name: 'Other',
	type: 'n8n-nodes-base.removeDuplicates',
	typeVersion: 2,
	disabled: false,
	...changes,
});

/** n8n gives the parameters only where it is asked for them. */
const given = (nodes: readonly NodeTypeAndVersion[], isAsked = false): NodeTypeAndVersion[] =>
	nodes.map(({ parameters, ...rest }) => (isAsked ? { ...rest, parameters } : rest));

/** The dialer node between these. */
const between = (
	before: readonly NodeTypeAndVersion[],
	after: readonly NodeTypeAndVersion[],
): IExecuteFunctions =>
	({
		getNode: () => ({ name: 'Dialer' }) as INode,
		getParentNodes: (name, options) =>
			name === 'Dialer' ? given(before, options?.includeNodeParameters) : [],
		getChildNodes: (name, options) =>
			name === 'Dialer' ? given(after, options?.includeNodeParameters) : [],
	}) as Partial<IExecuteFunctions> as IExecuteFunctions;

const withScope = (scope?: string): INodeParameters => ({
	operation: 'removeItemsSeenInPreviousExecutions',
	options: scope === undefined ? {} : { scope },
});

it.each([
	['workflow', true],
	['={{ $json.scope }}', true],
	['node', false],
	[undefined, false],
])('Remove Duplicates with the scope %s: %s', (scope, expected) => {
	const other = node({ parameters: withScope(scope) });
	expect(sharesWorkflowMemory(between([other], []))).toBe(expected);
	expect(sharesWorkflowMemory(between([], [node({ type: 'a.b' }), other]))).toBe(expected);
});

it('leaves out nodes of another type, nodes that are switched off, and those without parameters', () => {
	const parameters = withScope('workflow');
	expect(sharesWorkflowMemory(between([node({ type: 'a.b', parameters })], []))).toBe(false);
	expect(sharesWorkflowMemory(between([], [node({ disabled: true, parameters })]))).toBe(false);
	expect(sharesWorkflowMemory(between([node()], [node()]))).toBe(false);
	expect(sharesWorkflowMemory(between([], []))).toBe(false);
});

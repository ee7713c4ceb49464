import type { INode } from 'n8n-workflow';

/** Whether a model runs the node: n8n makes a second node type of it for that, with “Tool” in the end. */
export const isTool = ({ type }: Pick<INode, 'type'>): boolean => type.endsWith('Tool');

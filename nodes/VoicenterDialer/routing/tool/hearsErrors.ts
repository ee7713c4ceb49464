import type { IExecuteData } from 'n8n-workflow';

/**
 * Whether the one that uses the tool tells its model of an error that the tool throws. The MCP
 * Server Trigger does; the AI Agent node before version 3 shows its model an empty answer instead.
 */
export const hearsErrors = ({ node }: IExecuteData): boolean => node.type.endsWith('.mcpTrigger');

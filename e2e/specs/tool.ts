import type { Specs } from '../world/World';
import { agentSpecs } from './tool/agent';
import { mcp } from './tool/mcp';

/** The node in the hands of a model. */
export const tool: Specs = { ...mcp, ...agentSpecs };

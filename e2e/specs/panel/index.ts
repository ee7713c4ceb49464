import type { Specs } from '../../world/World';
import { addMany } from './addMany';
import { credential } from './credential';
import { findNode } from './findNode';
import { install } from './install';
import { troubles } from './troubles';

/** What a person sees in the editor. */
export const panel: Specs = { ...install, ...findNode, ...credential, ...addMany, ...troubles };

import type { MethodName } from '../nodes/VoicenterDialer/contract/methods';

/** The Dialer's methods and the monitor's one. */
export type SimulatedMethod = MethodName | 'GetExtensions';

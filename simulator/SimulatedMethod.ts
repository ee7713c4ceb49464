import type { MethodName } from '../nodes/VoicenterDialer/api/methods';

/** The Dialer's methods and the monitor's one. */
export type SimulatedMethod = MethodName | 'GetExtensions';

export {
	startSimulator,
	type DialingView,
	type Simulator,
	type StartOptions,
} from './startSimulator';
export type { SimulatorOptions } from './options';
export type { SimulatorStats } from './simulation';
export type { Exchange } from './requestLog';
export type { AcceptedLead } from './leads';
export type { SimulatedMethod } from './parse/methodShape';
export type { CallStatus } from '../nodes/VoicenterDialer/api/methods';
export type { Account, Campaign, CampaignKind } from './state/account';
export { canonicalPhone, type Call } from './state/call';
export type { AccountSeed, CallSeed, CampaignSeed, Extension } from './state/seed';
export type { DialedCall, DialingTotals, NotificationTotals } from './dialing/callHistory';
export type {
	NotificationFault,
	NotificationRecord,
	NotificationRule,
	NotificationTry,
} from './dialing/notifications';
export type { DialingOptions } from './dialing/options';
export type { CallOutcome, OutcomePlan, ScriptedOutcome } from './dialing/outcomes';
export type { Fault, FaultKind, FaultRule } from './faults/faults';

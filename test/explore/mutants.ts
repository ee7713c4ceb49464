import type { Mutation } from './bundle';

export interface Mutant extends Mutation {
	/** What it breaks, in a few words. */
	readonly name: string;
	/** The scenarios that are tried first. */
	readonly scenarios?: readonly string[];
}

const leads = 'nodes/VoicenterDialer/leads';
const routing = 'nodes/VoicenterDialer/routing';
const transport = 'nodes/VoicenterDialer/transport';

/** Changes of the code, each of which breaks a promise. The explorer has to notice every one. */
export const mutants: readonly Mutant[] = [
	{
		name: 'a broken connection counts as not sent',
		file: `${transport}/readThrown.ts`,
		find: "return faultOf('cutConnection');",
		replace: "return faultOf('refused');",
	},
	{
		name: 'a single lead is found without counting the others',
		file: `${routing}/isWaiting.ts`,
		find: 'return same > 0 && same >= claims.countOf(request);',
		replace: 'return same > 0;',
	},
	{
		name: 'what was taken is not remembered for the next try',
		file: `${routing}/ledger/Ledger.ts`,
		find: 'if (isDone) this.done.add(itemIndex);',
		replace: '',
	},
	{
		name: 'keys are not recorded before the request leaves',
		file: `${leads}/KeyMemory.ts`,
		find: 'if (keys.length === 0) return leads.map(() => true);',
		replace: 'if (keys.length >= 0) return leads.map(() => true);',
	},
	{
		name: 'keys are not returned after a refusal',
		file: `${leads}/AddManyRun.ts`,
		find: 'else if (refusal === undefined) await keys.giveBack(clear);',
		replace: '',
	},
];

import type { Mutation } from './bundle';

export interface Mutant extends Mutation {
	/** A short description of the defect. */
	readonly name: string;
	/** The scenarios to try first. */
	readonly scenarios?: readonly string[];
}

/** @param file relative to `nodes/VoicenterDialer` */
const of = (
	file: string,
	name: string,
	find: string,
	replace: string,
	...scenarios: readonly string[]
): Mutant => ({ name, file: `nodes/VoicenterDialer/${file}`, find, replace, scenarios });

/** Changes to the code that break a promise. The explorer must detect all of them. */
export const mutants: readonly Mutant[] = [
	of(
		'api/outcome.ts',
		'a broken connection counts as not sent',
		"return faultOf('cutConnection');",
		"return faultOf('refused');",
		'add-two',
	),
	of(
		'api/outcome.ts',
		'a damaged TLS answer counts as not sent',
		"return kind === 'tls' && damagedRecord.test(text) ? undefined : kind;",
		'return kind;',
		'add-two',
	),
	of(
		'api/outcome.ts',
		'any socket error counts as a failed connection',
		'const failedConnect = /^(connect|bind) E[A-Z]/;',
		'const failedConnect = /^(connect|bind|read|write) E[A-Z]/;',
		'add-two',
	),
	of(
		'api/failure.ts',
		'ErrorCode 3 counts as a rejection',
		'mayBeDone: Number(errorCode) === internalErrorCode,',
		'mayBeDone: false,',
		'add-two',
	),
	of(
		'run/sentLeads.ts',
		'a lead is found without counting the others',
		'if (calls > this.othersLike(lead, fingerprint) + earlierOthers) found.add(lead);',
		'if (calls > 0) found.add(lead);',
		'add-spellings',
	),
	of(
		'run/sentLeads.ts',
		'other leads of the execution are not counted',
		'return alike - (this.counted.has(lead.itemIndex) ? 1 : 0);',
		'return 0;',
		'add-spellings',
	),
	of(
		'run/sentLeads.ts',
		'leads of earlier tries are not counted',
		'(earlierToPhone?.size ?? 0) - (isEarlier ? 1 : 0)',
		'0',
		'add-retry-alike',
		'add-retry-on-fail',
	),
	of(
		'api/pendingCalls.ts',
		'fields of the call are not compared',
		'fields.map(orNothing),',
		'[],',
		'add-yesterday',
	),
	of(
		'run/sentLeads.ts',
		'a lead like a waiting call is repeated after a 503',
		'else if (calls > 0 || unreadable > 0) unclear.add(lead);',
		'',
		'add-spellings',
	),
	of(
		'api/pendingCalls.ts',
		'a list that is shorter than its count is whole',
		'Number(TotalPendingCalls) <= length && (length > 0 || Number(TotalAwaitingCalls) === 0);',
		'length > 0 || Number(TotalPendingCalls) === 0;',
		'addMany-two',
	),
	of(
		'run/LeadDelivery.ts',
		'a request is repeated after a 503 without a queue lookup',
		'if (isQueued) left = await this.notReceived(left);',
		'if (isQueued) hadUnclearTry = false;',
		'add-two',
	),
	of(
		'run/LeadDelivery.ts',
		'an unreadable queue counts as empty',
		'lookup === undefined || lookup.unclear.has(lead);',
		'lookup?.unclear.has(lead) === true;',
		'add-two',
	),
	of(
		'api/pendingCalls.ts',
		'an incomplete list of waiting calls counts as complete',
		'Number(TotalPendingCalls) <= length && (length > 0 || Number(TotalAwaitingCalls) === 0);',
		'true;',
		'add-two',
	),
	of(
		'api/pendingCalls.ts',
		'invalid entries of the queue are ignored',
		'if (!isCall(call)) return undefined;',
		'if (!isCall(call)) continue;',
		'add-two',
	),
	of(
		'once/Ledger.ts',
		'accepted leads are not recorded for the next try',
		'this.current.sets.done.add(itemIndex);',
		'',
		'add-retry',
	),
	of(
		'once/Ledger.ts',
		'leads are not recorded before they are sent',
		'\tbegin(itemIndex: number): void {\n\t\tthis.current.sets.open.add(itemIndex);',
		'\tbegin(itemIndex: number): void {',
		'add-retry',
	),
	of(
		'once/fingerprints.ts',
		'a lead counts as done for another operation',
		' || actionOf(before) !== actionOf(now)',
		'',
		'add-to-remove',
	),
	of(
		'once/fingerprints.ts',
		'an edited lead counts as the same lead',
		"return leadBefore === leadNow ? 'same' : 'different';",
		"return 'same';",
		'add-edit-lead',
	),
	of(
		'run/LeadRun.ts',
		'a lead of an earlier try without an answer is sent again',
		'if (isOpen && !operation.isRepeatable) return await this.startLookup(lead);',
		'',
		'add-retry',
	),
	of(
		'run/LeadKeys.ts',
		'keys are not recorded before the request is sent',
		'const isNew = await this.store.take(keysOf(batch));',
		'const isNew = batch.map(() => true);',
		'keys-again',
	),
	of(
		'once/IdempotencyStore.ts',
		'leads with known keys are sent again',
		'return known && taken.map((mark) => !known.has(mark));',
		'return known && taken.map(() => true);',
		'keys-again',
	),
	of(
		'run/LeadKeys.ts',
		'keys are not released after a rejection',
		'if (await this.store.release(keysOf(own))) return failure;',
		'if (own.length > 0) return failure;',
		'keys',
	),
	of(
		'run/LeadDelivery.ts',
		'keys are released after an unclear answer',
		'failure?.mayBeDone === false',
		'failure !== undefined',
		'keys',
	),
	of(
		'once/IdempotencyStore.ts',
		'an answered mark counts during a question',
		' && !known.has(questionMark(group))',
		'',
		'keys-two-deaths',
		'keys-death',
	),
	of(
		'once/IdempotencyStore.ts',
		'a question does not remove its answered marks',
		'const added = marks.filter((mark) => !known.has(mark));',
		"const added = marks.filter((mark) => !known.has(mark) && mark.startsWith('question'));",
		'keys-death',
	),
	of(
		'run/LeadDelivery.ts',
		'every known key counts as answered',
		'if (answered.has(lead)) this.settle(lead, knownKeyVerdict);',
		'if (answered.size >= 0) this.settle(lead, knownKeyVerdict);',
		'keys-death',
	),
	of(
		'run/LeadReader.ts',
		'the key is not sent with its lead',
		'request: withKey(request, key),',
		'request,',
		'keys-one-person',
	),
	of(
		'run/LeadRun.ts',
		'a lead that a calling rule keeps back is sent',
		'if (obstacle !== undefined) return settle(obstacle);',
		'',
		'rules-attempts',
	),
	of(
		'rules/suppressedNumbers.ts',
		'Suppressed Numbers compares the spelling',
		'has(comparable(phone))',
		'has(phone)',
		'rules-suppressed',
	),
	of(
		'run/LeadRun.ts',
		'a calling rule keeps back a lead that was sent before',
		'isOld ? undefined : obstacleOfRules(lead);',
		'obstacleOfRules(lead);',
		'rules-add-closing',
	),
	of(
		'once/LeaseLock.ts',
		'the lock is always free',
		'if (larger.includes(lowest)) return askedAt;',
		'return askedAt;',
		'twice-one',
	),
	of(
		'run/addResult.ts',
		'AddResult is only matched by position',
		'if (isComplete && isInOrder(sent, entries, spellings)) return results.map(toVerdict);',
		'if (isComplete) return results.map(toVerdict);',
		'addMany-two',
	),
];

import { callStatuses } from '../../nodes/VoicenterDialer/api/methods';
import {
	isAtLeast,
	isListOf,
	isMapOf,
	isObjectOf,
	isOneOf,
	isOneOrMore,
	type Check,
} from './Check';
import type { OutcomePlan } from './Outcome';

const isStatus = isOneOf(...callStatuses);
const isOutcomeObject = isObjectOf(
	{ status: isStatus, ringSeconds: isAtLeast(0), talkSeconds: isAtLeast(0) },
	['status'],
);
const isOutcome: Check = (value) => isStatus(value) || isOutcomeObject(value);

const isWeights: Check = (value) =>
	isMapOf(isAtLeast(0))(value) &&
	Object.keys(value as object).every(isStatus) &&
	Object.values(value as object).some((weight) => weight > 0);

const members: Readonly<Record<keyof OutcomePlan, Check>> = {
	byPhone: isMapOf(isOneOrMore(isOutcome)),
	byVariable: isMapOf(isMapOf(isOneOrMore(isOutcome))),
	inOrder: isListOf(isOutcome),
	weights: isWeights,
};

export const isOutcomePlan: Check = isObjectOf(members);

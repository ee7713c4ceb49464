import type { SimulatorOptions } from '../SimulatorOptions';
import type { Fields } from '../parse/ParsedRequest';
import type { Account } from '../state/Account';
import type { Campaign } from '../state/Campaign';
import type { AnswerBody } from './Answer';

/** What a method has at hand. */
export interface MethodContext {
	readonly account: Account;
	readonly options: SimulatorOptions;
	readonly fields: readonly Fields[];
}

export type MethodHandler = (context: MethodContext) => AnswerBody;

/** One campaign's share: the campaign is known and in use, and every required field is there. */
export type CampaignHandler = (
	campaign: Campaign,
	fields: Fields,
	context: MethodContext,
) => AnswerBody;

import { maxAddResults } from '../../nodes/VoicenterDialer/api/methods';
import { ok, type AddResult } from './Answer';
import type { MethodHandler } from './MethodHandler';
import { addCall } from './addCall';
import { runOnCampaign } from './onCampaign';

/** Each element stands for itself: bad ones are refused in AddResult, the others are added. */
export const addCallsBulk: MethodHandler = (context) => {
	const results = context.fields.map((fields): AddResult => {
		const { ErrorCode, Description } = runOnCampaign('AddCallsBulk', fields, addCall, context);
		const target = String(fields.values.Target ?? '');
		return { Target: target, ErrorCode, Description, CustomData: fields.customData };
	});
	const hasResults = context.options.answers === 'vendor' && results.length <= maxAddResults;
	return hasResults ? { ...ok, AddResult: results } : ok;
};

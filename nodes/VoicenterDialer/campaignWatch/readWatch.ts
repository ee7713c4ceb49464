import type { IPollFunctions } from 'n8n-workflow';
import { InputError } from '../transport/InputError';
import { toNumber } from '../transport/toNumber';
import { toText } from '../transport/toText';
import type { CampaignEvent, Watch } from './Watch';

/** @throws InputError naming the field */
export function readWatch(context: IPollFunctions): Watch {
	const event = context.getNodeParameter('event') as CampaignEvent;
	const chosen = context.getNodeParameter('campaign', '', { extractValue: true }) ?? '';
	const campaign = toText(chosen, 'Campaign').trim();
	if (campaign === '') {
		throw new InputError('“Campaign” is empty', 'Choose the campaign that is to be watched.');
	}
	const threshold =
		event === 'queueLow' ? toNumber(context.getNodeParameter('threshold'), 'Threshold') : 0;
	return { event, campaign, threshold };
}

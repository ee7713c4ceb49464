import { additionalFields } from '../../fields/callDetails';
import { campaign } from '../../fields/campaign';
import { costOfAdding } from '../../fields/costs';
import { customVariables } from '../../fields/customVariables';
import { bulkOptions } from '../../fields/options';
import { target } from '../../fields/target';
import { operation } from '../../routing/Operation';

/** One request carries many items, so it runs as a custom operation alone. */
export const addMany = operation({
	method: 'AddCallsBulk',
	option: {
		name: 'Add Many',
		value: 'addMany',
		action: 'Add many calls to campaign',
		description:
			'Put the phone numbers of all items into the campaign’s queue, many in one request, with one verdict for each',
	},
	fields: [campaign, target, additionalFields, costOfAdding, ...customVariables, bulkOptions],
	request: {
		Campaign: 'campaign',
		Target: 'target',
		CallerID: 'additionalFields.callerId',
		CallerName: 'additionalFields.callerName',
		OriginateTime: 'additionalFields.originateTime',
		CustomerName: 'additionalFields.customerName',
		Priority: 'additionalFields.priority',
		IgnoreDncStatus: 'additionalFields.ignoreDncStatus',
	},
	status: 'added',
});

import { additionalFields } from '../../fields/callDetails';
import { campaign } from '../../fields/campaign';
import { costOfAdding } from '../../fields/costs';
import { customVariables } from '../../fields/customVariables';
import { callOptions } from '../../fields/options';
import { target } from '../../fields/target';
import { operation } from '../../routing/Operation';

export const add = operation({
	method: 'AddCall',
	option: {
		name: 'Add',
		value: 'add',
		action: 'Add call to campaign',
		description: 'Put one phone number for each item into the campaign’s queue',
	},
	fields: [campaign, target, additionalFields, costOfAdding, ...customVariables, callOptions],
	request: {
		Campaign: 'campaign',
		Target: 'target',
		Callerid: 'additionalFields.callerId',
		OriginateTime: 'additionalFields.originateTime',
		CustomerName: 'additionalFields.customerName',
		Priority: 'additionalFields.priority',
		IgnoreDncStatus: 'additionalFields.ignoreDncStatus',
	},
	status: 'added',
});

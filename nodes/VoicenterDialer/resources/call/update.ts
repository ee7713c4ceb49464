import { updateFields } from '../../fields/callDetails';
import { campaign } from '../../fields/campaign';
import { costOfUpdating } from '../../fields/costs';
import { customVariables } from '../../fields/customVariables';
import { callOptions } from '../../fields/options';
import { target } from '../../fields/target';
import { operation } from '../../routing/Operation';

export const update = operation({
	method: 'UpdateCall',
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update waiting call in campaign',
		description: 'Change a waiting call, found by its campaign and phone number',
	},
	fields: [campaign, target, updateFields, costOfUpdating, ...customVariables, callOptions],
	request: {
		Campaign: 'campaign',
		Target: 'target',
		Callerid: 'updateFields.callerId',
		OriginateTime: 'updateFields.originateTime',
		CustomerName: 'updateFields.customerName',
		Priority: 'updateFields.priority',
		IgnoreDncStatus: 'updateFields.ignoreDncStatus',
	},
	status: 'updated',
});

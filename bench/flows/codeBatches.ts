import type { WorkflowNode } from '../../e2e/n8n/workflows';
import type { SimulatorProcess } from '../machine/SimulatorProcess';

export const batches = 'Make batches';

/** What people write by hand today to send many leads in few requests. */
export const codeBatches = ({ accountCode, campaign }: SimulatorProcess): WorkflowNode => ({
	name: batches,
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: {
		mode: 'runOnceForAllItems',
		jsCode: `
const leads = $input.all();
const requests = [];
for (let first = 0; first < leads.length; first += 3000) {
	const calls = leads.slice(first, first + 3000).map(({ json }) => ({
		Code: '${accountCode}',
		Campaign: '${campaign}',
		Target: json.phone,
		CallerID: json.callerId,
		CallerName: json.callerName,
		OriginateTime: Date.parse(json.callAfter) / 1000,
		CustomerName: json.customerName,
		Priority: Number(json.priority),
		CustomData: { var_lead_id: json.lead_id, var_product: json.product },
	}));
	requests.push({ json: { calls } });
}
return requests;
`,
	},
});

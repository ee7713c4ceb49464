import type { INodePropertyRouting } from 'n8n-workflow';
import { pathOf } from '../contract/methods';
import { exchangeFor } from './exchange';
import { keepResponse } from './keepResponse';
import type { Operation } from './Operation';

/** What makes an entry of the Operation menu work in n8n's declarative engine. */
export const routing = (operation: Operation): INodePropertyRouting => ({
	request: { method: 'POST', url: pathOf(operation.method) },
	operations: { pagination: exchangeFor(operation) },
	send: { paginate: true },
	output: { postReceive: [keepResponse] },
});

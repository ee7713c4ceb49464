import type { IDataObject, IExecuteFunctions, INodeParameterResourceLocator } from 'n8n-workflow';
import type { MethodName } from '../contract/methods';
import { credentialType, type Credential } from '../transport/Credential';
import { encode, type DialerRequest } from '../transport/encode';
import { sendRequest } from '../transport/sendRequest';
import { senderOf } from './senderOf';
import { isTool } from './tool/isTool';

/** It is only a hint: asked once, and not waited for long. */
const sendOptions = { timeoutMs: 5000, maxRetries: 0 };

/**
 * Whoever has picked a campaign in the panel and tries the workflow out waits for a phone to ring: a
 * note on the node says where the campaign does not dial, because it is disabled or has no members.
 * Other executions ask nothing.
 * @param outcomes the output items' data
 */
export async function adviseOnDialing(
	context: IExecuteFunctions,
	outcomes: Iterable<IDataObject>,
): Promise<void> {
	const node = context.getNode();
	const { value: code, cachedResultName } = picked(node.parameters.campaign);
	if (context.getMode() !== 'manual' || isTool(node) || cachedResultName === undefined) return;
	if (!takesLeads(outcomes, code)) return;
	const ask = askerOf(
		context,
		await context.getCredentials<Credential & IDataObject>(credentialType),
	);
	const campaign = (await ask('GetCampaignList', {}))?.find(({ Code }) => Code === code);
	const obstacle =
		campaign?.StatusName === 'Disabled'
			? disabled
			: (await ask('GetMembersList', { Campaign: String(code) }))?.length === 0
				? withoutMembers
				: undefined;
	if (obstacle === undefined) return;
	const message = `The campaign “${String(campaign?.Name ?? code)}” ${obstacle}`;
	context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
}

/** What the panel's list leaves in the field; by code or by an expression, there is no name. */
const picked = (campaign: unknown): Partial<INodeParameterResourceLocator> =>
	typeof campaign === 'object' && campaign !== null ? campaign : {};

const disabled = 'is disabled: it calls nobody until it is started (Campaign: Start).';

const withoutMembers =
	'has no members: unless it is an IVR campaign, it calls nobody until an extension joins it (Member: Add).';

function takesLeads(outcomes: Iterable<IDataObject>, code: unknown): boolean {
	for (const { status, campaign } of outcomes) {
		if (status === 'added' && campaign === code) return true;
	}
	return false;
}

/** Gives the records of the answer, or `undefined` where there is no good one. */
const askerOf =
	(context: IExecuteFunctions, { baseUrl, accountCode }: Credential) =>
	async (
		method: MethodName,
		parameters: DialerRequest['parameters'],
	): Promise<readonly IDataObject[] | undefined> => {
		const outcome = await sendRequest(
			{
				send: senderOf(context),
				baseUrl,
				secret: accountCode,
				signal: context.getExecutionCancelSignal(),
			},
			method,
			encode({ method, parameters, variables: {} }, 'json'),
			sendOptions,
		);
		const records = outcome.ok ? outcome.answer.Data : undefined;
		return Array.isArray(records) ? (records as IDataObject[]) : undefined;
	};

import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { MethodName } from '../contract/methods';
import { credentialType, type Credential } from '../transport/Credential';
import { encode, type DialerRequest } from '../transport/encode';
import { sendRequest } from '../transport/sendRequest';
import { senderOf } from './senderOf';

/** Whoever tries a workflow out has one campaign, or a few. */
const mostCampaigns = 3;

/** It is only a hint: asked once, and not waited for long. */
const sendOptions = { timeoutMs: 5000, maxRetries: 0 };

/**
 * Whoever tries a workflow out in the editor waits for a phone to ring: a note on the node says
 * where a campaign that took leads does not dial, because it is disabled or has no members. Other
 * executions ask nothing.
 * @param outcomes the output items' data
 */
export async function adviseOnDialing(
	context: IExecuteFunctions,
	outcomes: Iterable<IDataObject>,
): Promise<void> {
	if (context.getMode() !== 'manual') return;
	const codes = campaignsOf(outcomes);
	if (codes.length === 0) return;
	const ask = askerOf(
		context,
		await context.getCredentials<Credential & IDataObject>(credentialType),
	);
	const campaigns = await ask('GetCampaignList', {});
	for (const code of codes) {
		const { Name = code, StatusName } = campaigns?.find(({ Code }) => Code === code) ?? {};
		const obstacle =
			StatusName === 'Disabled'
				? disabled
				: (await ask('GetMembersList', { Campaign: code }))?.length === 0
					? withoutMembers
					: undefined;
		if (obstacle === undefined) continue;
		const message = `The campaign “${String(Name)}” ${obstacle}`;
		context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
	}
}

const disabled = 'is disabled: it calls nobody until it is started (Campaign: Start).';

const withoutMembers =
	'has no members: unless it is an IVR campaign, it calls nobody until an extension joins it (Member: Add).';

function campaignsOf(outcomes: Iterable<IDataObject>): string[] {
	const codes = new Set<string>();
	for (const { status, campaign } of outcomes) {
		if (status === 'added') codes.add(String(campaign));
		if (codes.size === mostCampaigns) break;
	}
	return [...codes];
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

import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';
import { InputError } from '../transport/InputError';
import { readAdmission } from './readAdmission';
import { readSettings } from './readSettings';

/**
 * Says what is wrong with the panel when the workflow is activated, or starts to listen: later there
 * is nobody to read it.
 */
export async function checkSetup(context: IHookFunctions): Promise<void> {
	const problem = await problemOf(context);
	if (problem === undefined) return;
	// Of an error at activation n8n shows the message alone.
	throw new NodeOperationError(context.getNode(), `${problem.message}. ${problem.advice}`);
}

async function problemOf(context: IHookFunctions): Promise<InputError | undefined> {
	try {
		readSettings(context);
		const { allowlist, secret } = await readAdmission(context);
		const [entry] = allowlist.unreadable;
		if (entry !== undefined) {
			return new InputError(
				`“IP(s) Allowlist” holds something that is no address: ${entry.slice(0, 60)}`,
				'Enter addresses and ranges with commas between them, such as 192.0.2.1, 198.51.100.0/24 or 2001:db8::/32.',
			);
		}
		if (secret?.secret === '') {
			return new InputError('The secret is empty', 'Enter a secret in the chosen credential.');
		}
		return undefined;
	} catch (error) {
		return InputError.from(error);
	}
}

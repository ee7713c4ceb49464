import {
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type IHookFunctions,
	type INodeCredentialTestResult,
} from 'n8n-workflow';
import { InputError } from '../api/failure';
import { readAdmission } from './admission';
import { readSettings } from './settings';

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

const shortest = 16;
const unchangedInUrls = /^[\w.~-]+$/;
const headerName = /^[\w!#$%&'*+.^`|~-]+$/;

const problem = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });

/** Nothing can be asked: the secret is checked by this node itself. It says whether it will do. */
export async function testWebhookSecret(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const secret = String(data?.secret ?? '');
	const name = String(data?.name ?? '').trim();
	const isHeader = data?.sentIn === 'header';
	if (secret.length < shortest) {
		return problem(`The secret is easy to guess. Use at least ${shortest} characters.`);
	}
	if (isHeader && !headerName.test(name)) {
		return problem('The name cannot be a header’s. Use letters, digits and dashes.');
	}
	if (!isHeader && !unchangedInUrls.test(name)) {
		return problem('The name would be changed in a URL. Use letters, digits, - . _ and ~ only.');
	}
	if (!isHeader && !unchangedInUrls.test(secret)) {
		return problem('The secret would be changed in a URL. Use letters, digits, - . _ and ~ only.');
	}
	const where = isHeader
		? `Let the caller send it in the header ${name}`
		: `Add ?${name}= and the secret to the webhook’s URL`;
	return { status: 'OK', message: `This secret will do. ${where}.` };
}

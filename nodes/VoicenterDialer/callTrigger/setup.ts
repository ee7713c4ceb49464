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

const minLength = 16;

/** Reports invalid parameters when the workflow is activated, while the user can still see them. */
export async function checkSetup(context: IHookFunctions): Promise<void> {
	const problem = await problemOf(context);
	if (problem === undefined) return;
	// At activation, n8n shows only the error's message.
	throw new NodeOperationError(context.getNode(), `${problem.message}. ${problem.advice}`);
}

async function problemOf(context: IHookFunctions): Promise<InputError | undefined> {
	try {
		readSettings(context);
		const { allowlist, secret } = await readAdmission(context);
		const [entry] = allowlist.unreadable;
		if (entry !== undefined) {
			return new InputError(
				`“IP(s) Allowlist” contains an invalid address: ${entry.slice(0, 60)}`,
				'Enter IP addresses or CIDR ranges separated by commas, such as 192.0.2.1, 198.51.100.0/24 or 2001:db8::/32.',
			);
		}
		if (secret?.secret === '') {
			return new InputError('The secret is empty', 'Enter a secret in the selected credential.');
		}
		if (secret !== undefined && secret.secret.length < minLength) {
			return new InputError(
				'The secret is easy to guess',
				`Enter a secret of at least ${minLength} characters in the selected credential, and in the URL or the header that carries it.`,
			);
		}
		return undefined;
	} catch (error) {
		return InputError.from(error);
	}
}

const unchangedInUrls = /^[\w.~-]+$/;
const headerName = /^[\w!#$%&'*+.^`|~-]+$/;

const problem = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });

/** There is no service to ask. The test only checks the secret's form. */
export async function testWebhookSecret(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const secret = String(data?.secret ?? '');
	const name = String(data?.name ?? '').trim();
	const isHeader = data?.sentIn === 'header';
	if (secret.length < minLength) {
		return problem(`The secret is easy to guess. Use at least ${minLength} characters.`);
	}
	if (isHeader && !headerName.test(name)) {
		return problem('The name is not a valid header name. Use letters, digits and dashes.');
	}
	if (!isHeader && !unchangedInUrls.test(name)) {
		return problem(
			'The name has characters that a URL would encode. Use only letters, digits, - . _ and ~.',
		);
	}
	if (!isHeader && !unchangedInUrls.test(secret)) {
		return problem(
			'The secret has characters that a URL would encode. Use only letters, digits, - . _ and ~.',
		);
	}
	const where = isHeader
		? `Send it in the header ${name}`
		: `Add ?${name}= and the secret to the webhook URL`;
	return { status: 'OK', message: `The secret is valid. ${where}.` };
}

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
		const weakness =
			secret === undefined ? undefined : weaknessOf(secret.secret, secret.popUpSecret);
		if (weakness === undefined) return undefined;
		return new InputError(
			weakness,
			`Enter a secret of at least ${minLength} characters in the selected credential, and in the URL or the header that carries it.`,
		);
	} catch (error) {
		return InputError.from(error);
	}
}

/** @param popUpSecret if it is empty, both kinds of events need the same one */
function weaknessOf(secret: string, popUpSecret: string): string | undefined {
	if (secret.length < minLength) return 'The secret is easy to guess';
	if (popUpSecret === '') return undefined;
	if (popUpSecret.length < minLength) return 'The pop-up secret is easy to guess';
	return popUpSecret === secret ? 'The pop-up secret is the same as the secret' : undefined;
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
	const popUpSecret = String(data?.popUpSecret ?? '');
	const name = String(data?.name ?? '').trim();
	const isHeader = data?.sentIn === 'header';
	const weakness = weaknessOf(secret, popUpSecret);
	if (weakness !== undefined) {
		return problem(
			`${weakness}. Use at least ${minLength} characters, and another one for pop-ups.`,
		);
	}
	if (isHeader && !headerName.test(name)) {
		return problem('The name is not a valid header name. Use letters, digits and dashes.');
	}
	for (const [text, what] of [
		[name, 'name'],
		[secret, 'secret'],
		[popUpSecret || secret, 'pop-up secret'],
	]) {
		if (!isHeader && !unchangedInUrls.test(text)) {
			return problem(
				`The ${what} has characters that a URL would encode. Use only letters, digits, - . _ and ~.`,
			);
		}
	}
	const where = isHeader
		? `Send it in the header ${name}`
		: `Add ?${name}= and the secret to the webhook URL`;
	return { status: 'OK', message: `The secret is valid. ${where}.` };
}

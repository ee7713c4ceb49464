import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

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

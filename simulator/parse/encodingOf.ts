import type { Encoding } from '../../nodes/VoicenterDialer/api/methods';

const byContentType: Readonly<Record<string, Encoding>> = {
	'application/json': 'json',
	'application/x-www-form-urlencoded': 'form',
};

/** How a request is written, by its verb and content type; nothing else counts. */
export function encodingOf(verb: string, contentType: string): Encoding | undefined {
	if (verb === 'GET') return 'query';
	return byContentType[contentType.split(';')[0].trim().toLowerCase()];
}

export const wrongContentType = (contentType: string): string =>
	`Content-Type "${contentType}" is neither JSON nor a form`;

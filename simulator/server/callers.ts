import type { IncomingHttpHeaders } from 'node:http';

/**
 * Why a request is refused; `undefined` if it isn't. A web page that is open on this computer can send
 * requests to the simulator, and read the answers under a name of its own that leads here (DNS
 * rebinding). Its browser says so in these headers; programs such as n8n don't send the last two.
 */
export function refusalOf({
	host = '',
	origin,
	'sec-fetch-site': site,
}: IncomingHttpHeaders): string | undefined {
	if (!isThisComputer(host)) {
		return `The simulator answers only under a name of this computer, such as localhost or 127.0.0.1, not ${JSON.stringify(host)}.`;
	}
	const isOwnPage = origin === undefined || origin === `http://${host}`;
	const isAskedDirectly = site === undefined || ownSites.has(String(site));
	if (isOwnPage && isAskedDirectly) return undefined;
	return 'The simulator answers no other web page. Enter the address in your browser yourself.';
}

/** The simulator's own page, or the user. */
const ownSites: ReadonlySet<string> = new Set(['same-origin', 'none']);

/** The last one is the name that Docker gives to the computer it runs on. */
const ownNames: ReadonlySet<string> = new Set(['localhost', '[::1]', 'host.docker.internal']);
const loopbackAddress = /^127\.\d+\.\d+\.\d+$/;

function isThisComputer(host: string): boolean {
	if (!URL.canParse(`http://${host}`)) return false;
	const { hostname } = new URL(`http://${host}`);
	return ownNames.has(hostname) || loopbackAddress.test(hostname);
}

import type { Simulator } from './Simulator';

const shownCampaigns = 8;

function dialingText({ isOn, options }: Simulator['dialing']): string {
	if (!isOn) {
		return `Leads wait in their queues, and nothing leaves this computer. To have them dialed, and the outcomes sent to n8n:
  npm run simulator -- --speed 60 --cdr-url <URL of the Voicenter Dialer Trigger>`;
	}
	const speed =
		options.speed === 'max' ? 'as fast as it can' : `at ${options.speed} times the speed`;
	return `Leads are dialed, ${speed}. Told of it:
  calls that ended    ${options.cdrUrl ?? 'nobody (--cdr-url)'}
  calls as they run   ${options.popUpUrl ?? 'nobody (--popup-url)'}`;
}

/** What someone who has just started the simulator needs to know. */
export function startingText({ url, accountCode, campaigns, state, dialing }: Simulator): string {
	const rows = campaigns
		.slice(0, shownCampaigns)
		.map(({ code, name, kind, status }) => `  ${code}  ${name} (${kind}, ${status})`);
	return `
Voicenter Dialer simulator: no real call is made.

Enter in n8n, in the credential "Voicenter Dialer API":
  Account Code   ${accountCode}
  Base URL       ${url}
  Monitor URL    ${url}

Campaigns (${campaigns.length} in all, choose them from the list or by code):
${rows.join('\n')}

On the Do-Not-Call list: ${[...state.blacklist].join(', ')}

${dialingText(dialing)}

See what it was sent:
  ${url}/_simulator/requests   each request and its answer
  ${url}/_simulator/calls      each lead that was accepted (?campaign=<code>)
  ${url}/_simulator/state      campaigns, members, extensions
  ${url}/_simulator/stats      how many of everything
  ${url}/_simulator/dialing    what was dialed and told (/calls: call by call)

Ctrl-C ends it.
`;
}

import type { Simulator } from './Simulator';

const shownCampaigns = 8;

/** What someone who has just started the simulator needs to know. */
export function startingText({ url, accountCode, campaigns, state }: Simulator): string {
	const rows = campaigns
		.slice(0, shownCampaigns)
		.map(({ code, name, kind, status }) => `  ${code}  ${name} (${kind}, ${status})`);
	return `
Voicenter Dialer simulator: no real call is made, and nothing leaves this computer.

Enter in n8n, in the credential "Voicenter Dialer API":
  Account Code   ${accountCode}
  Base URL       ${url}
  Monitor URL    ${url}

Campaigns (${campaigns.length} in all, choose them from the list or by code):
${rows.join('\n')}

On the Do-Not-Call list: ${[...state.blacklist].join(', ')}

See what it was sent:
  ${url}/_simulator/requests   each request and its answer
  ${url}/_simulator/calls      each lead that was accepted (?campaign=<code>)
  ${url}/_simulator/state      campaigns, members, extensions
  ${url}/_simulator/stats      how many of everything

Ctrl-C ends it.
`;
}

import { readOptions, runToTheEnd } from './machine/terminal';
import { isAtLeast, needs, pinnedVersion } from './n8n/versions';
import { campaignTrigger } from './specs/campaignTrigger';
import { credentialTest, loading, pickers } from './specs/inEditor';
import { httpRequest } from './specs/httpRequest';
import { leadWorkflows, queueLowRefill } from './specs/leadWorkflows';
import { mainJob } from './specs/mainJob';
import { keys, storage } from './specs/neverTwice/keys';
import { loops, subWorkflows } from './specs/neverTwice/loops';
import { retries } from './specs/neverTwice/retries';
import { onError } from './specs/onError';
import { call } from './specs/operations/call';
import { callLog } from './specs/operations/callLog';
import { campaign } from './specs/operations/campaign';
import { doNotCall } from './specs/operations/doNotCall';
import { ivr, member } from './specs/operations/memberAndIvr';
import { outcomeWorkflows } from './specs/outcomeWorkflows';
import { attempts, consent, hoursGuard, optOut } from './specs/personWorkflows';
import { credential, findNode, install } from './specs/panel/installAndConnect';
import { readyMade } from './specs/panel/readyMade';
import { addMany, callingRules, troubles } from './specs/panel/useNode';
import { readyMadeWorkflows } from './specs/readyMadeWorkflows';
import { secrecy } from './specs/secrecy';
import { agentSpecs } from './specs/tool/agent';
import { mcp } from './specs/tool/mcp';
import { access, answers, invalidInput } from './specs/trigger/answers';
import { deliveries } from './specs/trigger/deliveries';
import { unknownLeads } from './specs/unknownLeads';
import { openWorld, runSpecs, type Specs } from './world/openWorld';

/** No lead is sent twice, in spite of retries and crashes. */
const neverTwice: Specs = { ...retries, ...keys, ...storage, ...loops, ...subWorkflows };

/** The person called: consent, attempts, hours, opt-outs. */
const person: Specs = { ...optOut, ...attempts, ...consent, ...hoursGuard };

/** The editor as the user sees it. */
const panel: Specs = {
	...install,
	...findNode,
	...credential,
	...addMany,
	...callingRules,
	...troubles,
	...readyMade,
};

/** The node as a tool of a model. */
const tool: Specs = { ...mcp, ...agentSpecs };

const trigger: Specs = { ...deliveries, ...answers, ...invalidInput, ...access };

const specs: Specs = {
	...loading,
	...credentialTest,
	...pickers,
	...httpRequest,
	...mainJob,
	...readyMadeWorkflows,
	...leadWorkflows,
	...queueLowRefill,
	...outcomeWorkflows,
	...unknownLeads,
	...person,
	...campaign,
	...call,
	...callLog,
	...doNotCall,
	...member,
	...ivr,
	...onError,
	...neverTwice,
	...campaignTrigger,
	...trigger,
	...tool,
	...panel,
	...secrecy,
};

const usage = `
npm run e2e [-- options]

Runs the packed package in a real n8n with an empty user folder, against the
simulator. Takes about 20 minutes, and a few more to install n8n the first time.

  --n8n VERSION   use this n8n version (default: ${pinnedVersion})
  --only TEXT     run only tests with this text in their names
  --images DIR    save the screenshots for the docs
`;

async function main(): Promise<number> {
	const values = readOptions(usage, {
		n8n: { type: 'string', default: pinnedVersion },
		only: { type: 'string', default: '' },
		images: { type: 'string' },
	});
	const world = await openWorld(values.n8n, { images: values.images });
	console.log(`The packed package in n8n ${values.n8n}, with an empty user folder\n`);
	const named = Object.entries(specs).filter(([name]) => name.includes(values.only));
	const missing = needs.filter(({ since }) => !isAtLeast(values.n8n, since));
	const chosen = named.filter(
		([name]) => !missing.some((need) => need.specs.some((start) => name.startsWith(start))),
	);
	const failed = await runSpecs(world, chosen);
	if (failed > 0) {
		console.log(`\nn8n log: ${world.n8n.logFile}`);
	}
	for (const { what, since } of missing) console.log(`  skipped (requires n8n ${since}): ${what}`);
	console.log(`\n${chosen.length - failed} passed, ${failed} failed`);
	return failed === 0 ? 0 : 1;
}

void runToTheEnd(main);

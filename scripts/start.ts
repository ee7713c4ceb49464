import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheRoot, repositoryRoot } from '../e2e/machine/folders';
import { takeLock } from '../e2e/machine/lock';
import { freePort } from '../e2e/machine/processes';
import {
	PlainFailure,
	printAbove,
	readOptions,
	runToTheEnd,
	stayUp,
} from '../e2e/machine/terminal';
import { describeResult } from '../e2e/mainJob/describeResult';
import { optedOut, runMainJob } from '../e2e/mainJob/leadJob';
import { describeOutcomes, collectOutcomes } from '../e2e/mainJob/collectOutcomes';
import { EditorApi, saveListenerCredentials, type Login } from '../e2e/n8n/EditorApi';
import { RestFailure } from '../e2e/n8n/RestClient';
import { ensureN8n, installPackage, isInstalled } from '../e2e/n8n/install';
import { startN8n } from '../e2e/n8n/startN8n';
import { pinnedVersion } from '../e2e/n8n/versions';
import {
	credentialType,
	readWorkflow,
	workflowFiles,
	type FilledIn,
	type SavedWorkflow,
} from '../e2e/n8n/workflows';
import { packOnce } from '../e2e/package/pack';
import { startSimulator, type Simulator } from '../simulator';

const n8nPort = 5678;
const simulatorPort = 7070;
const mainWorkflow = 'leads-from-csv.json';
const examples = join(repositoryRoot, 'examples');
const csvFile = join(examples, 'leads.csv');
const userFolder = join(cacheRoot, `start-${pinnedVersion}`);
const outcomeWorkflow = 'outcomes-to-csv.json';
const results = join(userFolder, 'results');
const outcomesFile = join(results, 'outcomes.csv');

function loginOf(folder: string): Login {
	const file = join(folder, 'login.json');
	if (!existsSync(file)) {
		const password = `Dial-${randomBytes(6).toString('base64url')}-1`;
		mkdirSync(folder, { recursive: true });
		writeFileSync(file, JSON.stringify({ email: 'builder@example.com', password }), {
			mode: 0o600,
		});
	}
	return JSON.parse(readFileSync(file, 'utf8')) as Login;
}

async function simulatorOnItsPort(): Promise<Simulator> {
	const port = await freePort(simulatorPort);
	if (port !== simulatorPort)
		console.log(`Port ${simulatorPort} is in use. The simulator uses port ${port}.`);
	return await startSimulator({ port });
}

async function portForN8n(): Promise<number> {
	const port = await freePort(n8nPort);
	if (port !== n8nPort) console.log(`Port ${n8nPort} is in use. n8n uses port ${port}.`);
	return port;
}

async function logIn(editor: EditorApi, login: Login): Promise<void> {
	try {
		await editor.logIn(login);
	} catch (error) {
		if (!(error instanceof RestFailure) || error.status !== 401) throw error;
		throw new PlainFailure(
			`n8n rejected the login that was set up for it. If you changed its password, delete ${userFolder} to start over.`,
		);
	}
}

async function saveWorkflows(
	editor: EditorApi,
	filledIn: FilledIn,
): Promise<ReadonlyMap<string, SavedWorkflow>> {
	const saved = new Map<string, SavedWorkflow>();
	for (const file of workflowFiles) {
		const files = file === outcomeWorkflow ? { csvFile: outcomesFile } : {};
		saved.set(file, await editor.saveWorkflow(readWorkflow(file, { ...filledIn, ...files })));
	}
	return saved;
}

const about =
	'Adds the 300 leads of examples/leads.csv to a campaign of a simulated Voicenter Dialer. No real calls are made.';

const planOfFirstStart = `${about}
  in about 10 seconds  the verdicts, from the node in n8n's own engine
  in about 5 minutes   the same and the calls' outcomes, in n8n ${pinnedVersion}. It is installed once.
`;

const planOfLaterStart = `${about}
  in about 20 seconds  the verdicts and the calls' outcomes, in n8n ${pinnedVersion}
`;

/**
 * Shows the verdicts while n8n is being installed.
 * @returns descriptions of all differences
 */
async function previewMainJob(simulator: Simulator): Promise<readonly string[]> {
	// n8n's engine takes seconds to load.
	const { runInProcess } = await import('./mainJobInProcess');
	const result = await runInProcess(simulator, csvFile);
	const [{ name }] = simulator.campaigns;
	printAbove(
		`\nIn n8n's own engine, without its server and editor:\n${describeResult(result, name)}\n`,
	);
	simulator.reset();
	return result.faults;
}

const usage = `
npm start [-- options]

Starts n8n with this package and a simulator of the Voicenter Dialer, and runs
the ready-made workflows with examples/leads.csv. The first start installs n8n,
which takes about 5 minutes and 2.5 GB. Press Ctrl-C to stop.

  --once          stop after the leads are sent and their outcomes are back
`;

async function main(): Promise<number> {
	const values = readOptions(usage, { once: { type: 'boolean', default: false } });
	const holder = takeLock(`${userFolder}.lock`);
	if (holder) {
		throw new PlainFailure(
			`npm start is already running (process ${holder.processId}). Stop it first with Ctrl-C.`,
		);
	}
	const isFirst = !isInstalled(pinnedVersion);
	console.log(isFirst ? planOfFirstStart : planOfLaterStart);
	const simulator = await simulatorOnItsPort();
	const installing = ensureN8n(pinnedVersion);
	// Reported below: the verdicts come first.
	installing.catch(() => {});
	const previewFaults = isFirst ? await previewMainJob(simulator) : [];
	const [installation, tarball] = await Promise.all([
		installing,
		packOnce(join(userFolder, 'package')),
	]);
	await installPackage(tarball, userFolder, installation.node);

	const port = await portForN8n();
	console.log(`Starting n8n ${pinnedVersion} …`);
	const n8n = await startN8n(installation, {
		port,
		userFolder,
		fileFolders: [examples, results],
		logFile: join(userFolder, 'n8n.log'),
		extra: {
			// Otherwise, n8n starts an isolate for each call event, which takes three times as long.
			N8N_EXPRESSION_ENGINE: 'legacy',
			NODE_COMPILE_CACHE: join(userFolder, 'compiled'),
		},
	});
	const editor = new EditorApi(n8n.url);
	const login = loginOf(userFolder);
	await logIn(editor, login);

	const credential = await editor.saveCredential('Voicenter Dialer (simulator)', credentialType, {
		accountCode: simulator.accountCode,
		baseUrl: simulator.url,
		monitorUrl: simulator.url,
	});
	const campaign = simulator.campaigns[0];
	const listeners = await saveListenerCredentials(editor);
	const filledIn = { credential, listeners, campaign, csvFile, suppressedNumbers: optedOut };
	const workflows = await saveWorkflows(editor, filledIn);
	const workflow = workflows.get(mainWorkflow);
	const outcomes = workflows.get(outcomeWorkflow);
	if (!workflow || !outcomes) throw new Error('A workflow of the main job is missing');

	console.log(`Running the workflow “${workflow.name}” on examples/leads.csv …\n`);
	const zone = String(workflow.settings?.timezone);
	const job = { csvFile, campaign: campaign.code, zone };
	const result = await runMainJob(async () => await editor.runWorkflow(workflow), simulator, job);
	console.log(describeResult(result, campaign.name));

	console.log(`\nThe simulator is dialing, and “${outcomes.name}” is listening …\n`);
	mkdirSync(results, { recursive: true });
	const outcomeResult = await collectOutcomes({ editor, n8nUrl: n8n.url, simulator }, outcomes, {
		outcomesFile,
		verdicts: result.verdicts,
	});
	console.log(describeOutcomes(outcomeResult, outcomesFile));
	if (values.once) {
		await n8n.stop();
		const faults = [previewFaults, result.faults, outcomeResult.faults].flat();
		return faults.length === 0 ? 0 : 1;
	}

	console.log(
		[
			'',
			`n8n's editor   ${n8n.url}/workflow/${workflow.id}`,
			`  e-mail       ${login.email}`,
			`  password     ${login.password}`,
			`Simulator      ${simulator.url}/_simulator/calls lists the accepted leads`,
			'',
			'No real calls are made. Each start resets the ready-made workflows. To keep changes, duplicate a workflow.',
			'Press Ctrl-C to stop n8n and the simulator.',
		].join('\n'),
	);
	return await stayUp();
}

void runToTheEnd(main);

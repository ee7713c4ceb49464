import { parse } from 'yaml';
import { triedVersions } from '../../../e2e/n8n/versions';
import { files, readFile } from './pages';

interface Job {
	readonly permissions: Readonly<Record<string, string>>;
	readonly 'timeout-minutes'?: number;
	readonly strategy?: { readonly matrix: Readonly<Record<string, unknown[]>> };
	readonly steps: ReadonlyArray<{ readonly uses?: string; readonly run?: string }>;
}

interface Workflow {
	readonly permissions: Readonly<Record<string, string>>;
	readonly jobs: Readonly<Record<string, Job>>;
}

const workflowFiles = files.filter((file) => /^\.github\/workflows\/.+\.yml$/.test(file));
const usesSecrets = (job: object) => JSON.stringify(job).includes('secrets.');
const workflowIn = (file: string) => parse(readFile(file)) as Workflow;

it.each(workflowFiles)('%s: every job has minimal permissions and a time limit', (file) => {
	const { permissions, jobs } = workflowIn(file);
	expect(permissions).toEqual({});
	for (const job of Object.values(jobs)) {
		expect(job['timeout-minutes']).toBeGreaterThan(0);
		const isPublishing = job.permissions?.['id-token'] !== undefined;
		expect(job.permissions).toEqual(isPublishing ? { 'id-token': 'write' } : { contents: 'read' });
	}
});

it.each(workflowFiles)(
	'%s: every action is pinned to a commit, with its version in a comment',
	(file) => {
		const uses = readFile(file)
			.split('\n')
			.filter((line) => /\buses:/.test(line));
		expect(uses.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
	},
);

it('only the publishing job can sign, and it runs no code but npm’s and GitHub’s own', () => {
	const signing = workflowFiles.flatMap((file) =>
		Object.entries(workflowIn(file).jobs)
			.filter(([, { permissions, ...job }]) => 'id-token' in permissions || usesSecrets(job))
			.map(([name, job]) => ({ place: `${file} ${name}`, ...job })),
	);
	expect(signing).toHaveLength(1);
	const [{ place, steps }] = signing;
	expect(place).toBe('.github/workflows/publish.yml publish');
	expect(steps.flatMap(({ uses = [] }) => uses).map((action) => action.split('@')[0])).toEqual([
		'actions/setup-node',
		'actions/download-artifact',
	]);
	const commands = steps.map(({ run = '' }) => run).join('\n');
	expect(commands).not.toMatch(/\b(npx|npm (?!config|publish))|\.ci|\bgit\b|curl|bash/);
	expect(commands.match(/npm publish .*/g)).toEqual([
		'npm publish ./packed/*.tgz --ignore-scripts --provenance --access public',
	]);
});

it('the tests run on every Node and n8n version that the README promises', () => {
	const { test, versions, everything } = workflowIn('.github/workflows/test.yml').jobs;
	expect(test.strategy?.matrix.node).toEqual([20, 22, 24]);
	expect(everything.steps.some(({ run }) => run === 'bash .ci/run')).toBe(true);
	const others = versions.strategy?.matrix.n8n.map(String) ?? [];
	expect(triedVersions.filter((version) => !others.includes(version))).toHaveLength(1);
	expect(others.filter((version) => !triedVersions.some((one) => one === version))).toEqual([]);
});

it('every job that runs .ci/run installs Redis and PostgreSQL first', () => {
	const jobs = workflowFiles.flatMap((file) => Object.values(workflowIn(file).jobs));
	const commandsOf = ({ steps }: Job) => steps.map(({ run = '' }) => run);
	const whole = jobs.map(commandsOf).filter((commands) => commands.includes('bash .ci/run'));
	expect(whole).toHaveLength(2);
	for (const commands of whole) {
		const before = commands.slice(0, commands.indexOf('bash .ci/run')).join('\n');
		expect(before).toMatch(/^sudo apt-get .*install .*\bredis-server postgresql$/m);
	}
});

it('the issue forms are YAML', () => {
	const forms = files.filter((file) => /^\.github\/.+\.yml$/.test(file));
	for (const file of forms) expect(parse(readFile(file))).toBeInstanceOf(Object);
});

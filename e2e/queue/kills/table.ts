import type { Kill } from './Kill';
import { noKills, sumKills, type KillCounts } from './KillCounts';

export interface KillResult {
	readonly kill: Kill;
	readonly counts: KillCounts;
}

const columns: ReadonlyArray<readonly [string, keyof KillCounts]> = [
	['Kills', 'kills'],
	['Leads sent', 'sent'],
	['Leads accepted', 'accepted'],
	['Lost silently', 'lost'],
	['Doubled', 'doubled'],
	['Wrong verdicts', 'wrong'],
	['Unknown', 'unknown'],
	['Not sent, and told', 'unsent'],
];

const names: Readonly<Record<Kill['victim'], string>> = {
	worker: 'a worker',
	main: 'the main process',
	redis: 'Redis',
	postgres: 'PostgreSQL',
};

const line = (...texts: readonly string[]) => `| ${texts.join(' | ')} |`;

function rowsOf(results: readonly KillResult[], hasKeys: boolean): string[] {
	const own = results.filter(({ kill }) => kill.hasKeys === hasKeys);
	const cells = (some: readonly KillResult[]) => {
		const all = some.map(({ counts }) => counts).reduce(sumKills, noKills);
		return columns.map(([, figure]) => all[figure].toLocaleString('en'));
	};
	const keys = hasKeys ? 'with' : 'without';
	const killed = Object.entries(names).filter(([victim]) =>
		own.some(({ kill }) => kill.victim === victim),
	);
	return [
		...killed.map(([victim, name]) =>
			line(name, keys, ...cells(own.filter(({ kill }) => kill.victim === victim))),
		),
		line('**all**', `**${keys}**`, ...cells(own).map((cell) => `**${cell}**`)),
	];
}

/** In Markdown. */
export const table = (results: readonly KillResult[]): string =>
	[
		line('Killed', 'Idempotency Key', ...columns.map(([heading]) => heading)),
		line('---', '---', ...columns.map(() => '---:')),
		...rowsOf(results, true),
		...rowsOf(results, false),
	].join('\n');

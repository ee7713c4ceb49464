import { markdownTable } from '../../scripts/docSections';
import type { Bounds } from './choices';
import type { Finding } from './explore';
import { promises } from './promises';
import { scenarios } from './scenarios';
import type { JobResult } from './worker';

interface Count {
	histories: number;
	violations: number;
	cpuMs: number;
}

/** The combined results of all workers. */
export class Tally {
	histories = 0;

	violations = 0;

	readonly errors: string[] = [];

	private readonly counts = new Map<string, Count>();

	/** The shortest finding per scenario and promise. */
	private readonly shortest = new Map<string, Finding>();

	add({ scenario, histories, violations, findings, cpuMs, error, job }: JobResult): void {
		if (error !== undefined) this.errors.push(`${JSON.stringify(job)}: ${error}`);
		this.histories += histories;
		this.violations += violations;
		const count = this.counts.get(scenario) ?? { histories: 0, violations: 0, cpuMs: 0 };
		count.histories += histories;
		count.violations += violations;
		count.cpuMs += cpuMs;
		this.counts.set(scenario, count);
		for (const finding of findings) {
			const name = `${scenario} ${finding.promise}`;
			const known = this.shortest.get(name);
			if (known === undefined || isShorter(finding, known)) this.shortest.set(name, finding);
		}
	}

	countsOf(names: readonly string[]): Count {
		const sum: Count = { histories: 0, violations: 0, cpuMs: 0 };
		for (const name of names) {
			const count = this.counts.get(name);
			sum.histories += count?.histories ?? 0;
			sum.violations += count?.violations ?? 0;
			sum.cpuMs += count?.cpuMs ?? 0;
		}
		return sum;
	}

	/** One line per scenario. */
	lines(): string[] {
		return [...this.counts.keys()]
			.filter((name) => name !== '')
			.map((name) => {
				const { histories, violations, cpuMs } = this.countsOf([name]);
				const each = histories === 0 ? 0 : cpuMs / histories;
				const numbers = `${histories.toLocaleString('en').padStart(8)} histories, ${each.toFixed(1).padStart(5)} ms each`;
				return `${name.padEnd(32)} ${numbers}, ${violations.toLocaleString('en').padStart(6)} with a violation`;
			});
	}

	findings(): Finding[] {
		return [...this.shortest.values()].sort((one, other) => (isShorter(one, other) ? -1 : 1));
	}
}

const isShorter = (one: Finding, other: Finding): boolean =>
	one.deviations === other.deviations
		? one.length < other.length
		: one.deviations < other.deviations;

/** Lists broken promises with the commands to replay them, shortest history first. */
export function describeFindings(findings: readonly Finding[], isRandom: boolean): string {
	return findings
		.map(({ promise, what, scenario, path }) =>
			[
				`\nBroken: ${promise}. ${promises[promise]}.`,
				`  ${what}`,
				`  npm run explore -- --replay '${scenario}${isRandom ? '+' : ''}:${path}'`,
			].join('\n'),
		)
		.join('\n');
}

export function tableOf(tally: Tally): string {
	const groups = [...new Set(scenarios.map(({ group }) => group))];
	const rows = groups.map((group) => {
		const members = scenarios.filter((scenario) => scenario.group === group);
		const { histories, violations } = tally.countsOf(members.map(({ name }) => name));
		return [
			group,
			String(members.length),
			[...new Set(members.map(({ bounds }) => boundsText(bounds)))].join('; '),
			histories.toLocaleString('en'),
			violations.toLocaleString('en'),
		];
	});
	const sum = [
		'**All**',
		`**${scenarios.length}**`,
		'',
		`**${tally.histories.toLocaleString('en')}**`,
		`**${tally.violations.toLocaleString('en')}**`,
	];
	return markdownTable(
		['Explored', 'Scenarios', 'Within', 'Histories', 'Violations'],
		[...rows, sum],
	).replace('| --- | --- | --- | --- | --- |', '| --- | ---: | --- | ---: | ---: |');
}

function boundsText({ total, fault, switch: switches, kill }: Bounds): string {
	const parts = [
		fault > 0 ? counted(fault, 'fault') : '',
		switches > 0 ? counted(switches, 'switch', 'switches') : '',
		kill > 0 ? counted(kill, 'kill') : '',
	].filter((part) => part !== '');
	const isBounded = total < fault + switches + kill;
	return `${parts.join(', ')}${isBounded ? `, ${total} in total` : ''}`;
}

const counted = (count: number, one: string, many = `${one}s`): string =>
	`${count} ${count === 1 ? one : many}`;

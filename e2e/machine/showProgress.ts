const plainLineEveryMs = 15_000;

function clock(elapsedMs: number): string {
	const seconds = Math.floor(elapsedMs / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Shows elapsed time and `detail()` each second on a terminal, in lines from time to time elsewhere. */
export async function showProgress<Result>(
	what: string,
	detail: () => string,
	work: Promise<Result>,
): Promise<Result> {
	const isTerminal = process.stdout.isTTY;
	const startedAt = Date.now();
	let lastLineAt = startedAt;
	const line = () => [`  ${what}`, clock(Date.now() - startedAt), detail()].join('  ').trimEnd();
	const timer = setInterval(() => {
		if (isTerminal) process.stdout.write(`\r\x1b[K${line()}`);
		else if (Date.now() - lastLineAt >= plainLineEveryMs) {
			lastLineAt = Date.now();
			console.log(line());
		}
	}, 1000);
	try {
		return await work;
	} finally {
		clearInterval(timer);
		if (isTerminal) process.stdout.write('\r\x1b[K');
		console.log(line());
	}
}

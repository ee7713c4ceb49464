import { build, type BuildOptions, type Plugin } from 'esbuild';
import * as nodeCrypto from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { Script } from 'node:vm';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import type { VirtualClock } from './clock';

const root = resolve(__dirname, '../..');
const requireFromRoot = createRequire(resolve(root, 'package.json'));
const bundling = requireFromRoot('./esbuild.config.js') as BuildOptions;

/** A change to the text of one file, which the explorer must detect. */
export interface Mutation {
	readonly file: string;
	readonly find: string;
	readonly replace: string;
}

const mutating = ({ file, find, replace }: Mutation): Plugin => ({
	name: 'mutation',
	setup({ onLoad }) {
		const path = resolve(root, file);
		onLoad({ filter: /\.ts$/ }, (args) => {
			if (args.path !== path) return undefined;
			return {
				contents: mutate(readFileSync(path, 'utf8'), { file, find, replace }),
				loader: 'ts',
			};
		});
	},
});

/** @throws unless the text to replace occurs exactly once */
export function mutate(text: string, { file, find, replace }: Mutation): string {
	const count = text.split(find).length - 1;
	if (count === 1) return text.replace(find, () => replace);
	throw new Error(`${file} must contain this text once, but contains it ${count} times: ${find}`);
}

type Evaluate = (
	module: { exports: object },
	exports: object,
	require: (name: string) => unknown,
) => void;

/** The node's code as built for shipping. It can be loaded any number of times. */
export class Bundle {
	private constructor(
		private readonly node: Evaluate,
		private readonly credential: Evaluate,
		private readonly clock: VirtualClock,
	) {}

	static async build(clock: VirtualClock, mutation?: Mutation): Promise<Bundle> {
		const compile = async (entry: string): Promise<Evaluate> => {
			const { outputFiles } = await build({
				entryPoints: [resolve(root, entry)],
				...bundling,
				write: false,
				plugins: mutation === undefined ? [] : [mutating(mutation)],
			});
			const code = `(function (module, exports, require) {${outputFiles[0].text}\n})`;
			return new Script(code, {
				filename: entry.replace(/ts$/, 'js'),
			}).runInThisContext() as Evaluate;
		};
		return new Bundle(
			await compile('nodes/VoicenterDialer/VoicenterDialer.node.ts'),
			await compile('credentials/VoicenterDialerApi.credentials.ts'),
			clock,
		);
	}

	/** Loads the node as in a newly started process. */
	loadNode(): INodeType {
		return this.load<INodeType>(this.node, 'VoicenterDialer');
	}

	loadCredential(): ICredentialType {
		return this.load<ICredentialType>(this.credential, 'VoicenterDialerApi');
	}

	private load<T>(evaluate: Evaluate, name: string): T {
		const module = { exports: {} };
		const crypto = { ...nodeCrypto, randomInt: this.randomInt, randomUUID: this.randomUuid };
		evaluate(module, module.exports, (id) =>
			id === 'node:crypto' || id === 'crypto' ? crypto : (requireFromRoot(id) as unknown),
		);
		const Class = (module.exports as Record<string, new () => T>)[name];
		return new Class();
	}

	/** Returns the same numbers in every replay. */
	private readonly randomInt = (min: number, max?: number): number => {
		const [low, high] = max === undefined ? [0, min] : [min, max];
		return low + Math.floor((this.clock.random() * 10 - 9) * (high - low));
	};

	private readonly randomUuid = (): string =>
		`00000000-0000-4000-8000-${String(this.randomInt(0, 1e12)).padStart(12, '0')}`;
}

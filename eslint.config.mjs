import { config } from '@n8n/node-cli/eslint';
import linearPatterns from './scripts/linearPatterns.js';

const rooms = 'nodes/VoicenterDialer';

const oneWay = 'Imports run one way: see the picture of the rooms in CONTRIBUTING.md.';

/** Each room may import from those before it. */
const roomOrder = [
	['api'],
	['input'],
	['operations'],
	['once', 'n8n'],
	['run', 'callTrigger', 'campaignTrigger'],
];

/** One zone for each room: the rooms that it must not import from. */
const zones = roomOrder.flatMap((level, index) =>
	level.map((room) => ({
		target: `./${rooms}/${room}`,
		from: roomOrder
			.slice(index)
			.flat()
			.filter((other) => other !== room)
			.map((other) => `./${rooms}/${other}`),
		message: oneWay,
	})),
);

/** The measurements stand on the tests in n8n, never the other way round. */
const e2eZones = [
	{ target: './e2e', from: ['./perf', './test'], message: oneWay },
	{ target: './e2e', from: './scripts', except: ['./docSections.ts'], message: oneWay },
];

/**
 * n8n's community rules for everything; what is never shipped may use all of Node
 * and the development dependencies, and talks to people on the console.
 */
export default [
	...config,
	{
		files: [`${rooms}/**/*.ts`],
		rules: { 'import-x/no-restricted-paths': ['error', { zones }] },
	},
	{
		// They read texts from outside.
		files: ['{nodes,credentials,simulator}/**/*.ts'],
		plugins: { own: { rules: { 'linear-patterns': linearPatterns } } },
		rules: { 'own/linear-patterns': 'error' },
	},
	{
		files: ['{simulator,e2e,perf,scripts,test}/**/*.{js,ts}', '*.{js,mjs,ts}'],
		rules: {
			'@n8n/community-nodes/no-restricted-globals': 'off',
			'@n8n/community-nodes/no-restricted-imports': 'off',
			'@n8n/community-nodes/require-node-api-error': 'off',
			'@n8n/community-nodes/no-http-request-with-manual-auth': 'off',
			'@n8n/community-nodes/no-dangerous-functions': 'off',
			'no-console': 'off',
		},
	},
	{
		files: ['e2e/**/*.ts'],
		rules: {
			// The exports of this package have a pattern that the rule cannot read; the compiler can.
			'import-x/no-unresolved': ['error', { ignore: ['^@modelcontextprotocol/sdk/'] }],
			'import-x/no-restricted-paths': ['error', { zones: e2eZones }],
		},
	},
];

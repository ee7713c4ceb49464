/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	testTimeout: 60_000,
	// Jest leaves one core free, which on two is half of them.
	maxWorkers: '100%',
	setupFiles: ['<rootDir>/test/harness/propertySeed.ts'],
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
	transform: {
		'^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }],
	},
};

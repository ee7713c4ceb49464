/**
 * How the shipped code is bundled: by the build, and by the explorer that runs what is shipped.
 * @type {import('esbuild').BuildOptions}
 */
module.exports = {
	bundle: true,
	packages: 'external',
	platform: 'node',
	target: 'node20',
	charset: 'utf8',
	logLevel: 'warning',
};

const { rm } = require('node:fs/promises');
const { build } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const bundling = require('./esbuild.config.js');
const { n8n } = require('./package.json');

const clean = async () => await rm('dist', { recursive: true, force: true });

/** One file for each node and credential: n8n reads them all when it starts, and each file costs it time. */
const bundle = async () =>
	await build({
		entryPoints: [...n8n.nodes, ...n8n.credentials].map((file) =>
			file.replace(/^dist\/(.+)\.js$/, '$1.ts'),
		),
		outdir: 'dist',
		outbase: '.',
		...bundling,
	});

/** Icons and codex files are not compiled; n8n reads them from beside the compiled node. */
const assets = () =>
	src(['nodes/**/*.{svg,node.json}', 'credentials/**/*.svg'], { base: '.', encoding: false }).pipe(
		dest('dist'),
	);

exports.build = series(clean, parallel(bundle, assets));

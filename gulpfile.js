const { rm } = require('node:fs/promises');
const { src, dest } = require('gulp');

/** Icons and codex files are not compiled; n8n reads them from beside the compiled node. */
const assets = () =>
	src(['nodes/**/*.{svg,node.json}', 'credentials/**/*.svg'], { base: '.', encoding: false }).pipe(
		dest('dist'),
	);

const clean = async () => await rm('dist', { recursive: true, force: true });

module.exports = { assets, clean };

/** Loads all nodes and credentials of a package, as n8n does at startup. Prints the milliseconds. */
const { join, resolve } = require('node:path');

const folder = resolve(process.argv[2]);
// n8n has already loaded these.
require('n8n-workflow');
require('luxon');
const { n8n } = require(join(folder, 'package.json'));
const startedAt = performance.now();
for (const file of [...n8n.nodes, ...n8n.credentials]) {
	for (const NodeOrCredential of Object.values(require(join(folder, file)))) new NodeOrCredential();
}
console.log(performance.now() - startedAt);

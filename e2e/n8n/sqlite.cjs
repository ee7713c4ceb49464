/** Runs SQL on a SQLite file. With `hold`, reports success and stays connected. Requires Node 22.13. */
const { DatabaseSync } = require('node:sqlite');

const [file, sql, hold] = process.argv.slice(2);
const database = new DatabaseSync(file);
database.exec('PRAGMA busy_timeout = 10000');
database.exec(sql);
if (hold) {
	console.log('held');
	setInterval(() => {}, 1000);
} else {
	database.close();
}

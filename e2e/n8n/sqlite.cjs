/** Runs SQL on a SQLite file, and keeps the connection for so many milliseconds. Needs Node 22.13. */
const { DatabaseSync } = require('node:sqlite');

const [file, sql, holdMs] = process.argv.slice(2);
const database = new DatabaseSync(file);
database.exec('PRAGMA busy_timeout = 10000');
database.exec(sql);
setTimeout(() => database.close(), Number(holdMs));

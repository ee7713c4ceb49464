import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mutants } from '../explore/mutants';

it.each(mutants.map(({ name, file, find }) => [name, file, find]))(
	'“%s” still finds what it changes in %s',
	(_name, file, find) => {
		const source = readFileSync(join(__dirname, '../..', file), 'utf8');
		expect(source.split(find)).toHaveLength(2);
	},
);

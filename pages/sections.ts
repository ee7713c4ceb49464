import { errorsTable } from './errorsTable';
import { operationsTable } from './operationsTable';
import { optionsTable } from './optionsTable';
import { versionsTable } from './versionsTable';
import type { Section } from './withSection';

/** The sections of README.md that are made from the code. */
export const sections = (): Section[] => [
	{ name: 'versions', content: versionsTable() },
	{ name: 'operations', content: operationsTable() },
	{ name: 'options', content: optionsTable() },
	{ name: 'errors', content: errorsTable() },
];

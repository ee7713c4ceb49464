import { errorsTable } from './errorsTable';
import { operationsTable } from './operationsTable';
import { optionsTable } from './optionsTable';
import { triggersTable } from './triggersTable';
import { versionsTable } from './versionsTable';
import type { Section } from './withSection';

/** The sections of README.md that are made from the code. */
export const sections = async (): Promise<Section[]> => [
	{ name: 'versions', content: versionsTable() },
	{ name: 'operations', content: operationsTable() },
	{ name: 'options', content: optionsTable() },
	{ name: 'triggers', content: await triggersTable() },
	{ name: 'errors', content: errorsTable() },
];

import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

const xdgCacheHome = process.env.XDG_CACHE_HOME ?? '';

/** The XDG specification has relative paths ignored. */
export const cacheRoot = join(
	isAbsolute(xdgCacheHome) ? xdgCacheHome : join(homedir(), '.cache'),
	'n8n-nodes-voicenter-dialer',
);

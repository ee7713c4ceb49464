/** A credential's address, ready for a path: blanks around it and trailing slashes do no harm. */
export const baseAddress = (url: unknown): string => String(url).trim().replace(/\/+$/, '');

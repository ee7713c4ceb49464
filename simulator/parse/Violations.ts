/** So many are written out; a hundred thousand equal ones help nobody. */
const maxTexts = 50;

/** Collects offences while a request is read; `prefix` says which element is being read. */
export class Violations {
	readonly texts: string[] = [];

	prefix = '';

	add(text: string): void {
		if (this.texts.length < maxTexts) this.texts.push(this.prefix + text);
	}
}

import type { Answer } from './readAnswer';

/** Shorter texts would occur by chance in any sentence. */
const shortestSecret = 4;

/** Takes the account's code out of texts: plain, as a URL carries it, or as a web page does. */
export class Redactor {
	private readonly forms: readonly string[];

	private readonly shortest: number;

	/** @param secret text; a credential that a program saved may hold a number */
	constructor(secret: unknown) {
		const code = String(secret ?? '').trim();
		const forms = new Set([code, encodeURIComponent(code), asFormValue(code), asHtml(code)]);
		this.forms = code.length < shortestSecret ? [] : [...forms];
		this.shortest = code.length;
	}

	redact(text: string): string {
		if (text.length < this.shortest) return text;
		return this.forms.reduce((redacted, form) => redacted.replaceAll(form, '***'), text);
	}

	/** The texts of an answer that come out of the node; the rest of it does not. */
	redactAnswer(answer: Answer): Answer {
		if (!Array.isArray(answer.AddResult)) return answer;
		return { ...answer, AddResult: answer.AddResult.map((result) => this.redactResult(result)) };
	}

	private redactResult(result: unknown): unknown {
		if (typeof result !== 'object' || result === null || !('Description' in result)) return result;
		const { Description } = result;
		if (typeof Description !== 'string' || Description.length < this.shortest) return result;
		return { ...result, Description: this.redact(Description) };
	}
}

const asFormValue = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1);

const asHtml = (text: string): string =>
	text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

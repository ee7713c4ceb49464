/** What came over the wire. */
export interface RawRequest {
	readonly verb: string;
	/** Path and query string. */
	readonly url: string;
	readonly contentType: string;
	readonly body: string;
}

/** Whether the request is carried out although its answer is spoilt. */
interface Processing {
	readonly processed?: boolean;
}

/** What can go wrong with an answer. `processed` is true unless said otherwise. */
export type Fault =
	/** Not processed unless said otherwise. */
	| (Processing & {
			readonly kind: 'httpStatus';
			readonly status: number;
			readonly body?: string;
			readonly headers?: Readonly<Record<string, string>>;
	  })
	/** Not processed unless said otherwise. A text such as "1" is sent as text. */
	| (Processing & {
			readonly kind: 'errorCode';
			readonly errorCode: number | string;
			readonly description?: string;
	  })
	/** A web page; status 200 unless said otherwise. */
	| (Processing & { readonly kind: 'html'; readonly status?: number })
	/** No body at all. */
	| (Processing & { readonly kind: 'empty' })
	/** Half of the JSON in a well-formed HTTP answer. */
	| (Processing & { readonly kind: 'cut' })
	/** Half of the announced bytes, then the connection is closed. */
	| (Processing & { readonly kind: 'cutConnection' })
	/** The connection is reset, and nothing is done. */
	| { readonly kind: 'resetBefore' }
	/** All is done, and the connection is closed without an answer. */
	| { readonly kind: 'answerLost' }
	/** All is done at once, and the answer comes after so long. */
	| { readonly kind: 'late'; readonly ms: number }
	/** Nothing is done, and HTTP 504 comes after so long. */
	| { readonly kind: 'lateUnprocessed'; readonly ms: number }
	/** The right answer without its ErrorCode. */
	| (Processing & { readonly kind: 'noErrorCode' })
	/** The same answer twice in one body. */
	| (Processing & { readonly kind: 'repeatAnswer' })
	/** AddCallsBulk alone: the list of verdicts does not fit what was sent. */
	| AddResultFault
	/** Nothing is done; the Description holds the Code that was sent. */
	| { readonly kind: 'echoCode'; readonly errorCode?: number; readonly status?: number };

export interface AddResultFault {
	readonly kind: 'addResult';
	readonly change: 'reverse' | 'drop' | 'extra' | 'duplicateTarget' | 'omit' | 'wrongTarget';
	/** For `drop` and `extra`: how many; 1 unless said otherwise. */
	readonly count?: number;
}

export type FaultKind = Fault['kind'];

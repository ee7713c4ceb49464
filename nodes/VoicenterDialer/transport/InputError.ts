/** A value that the API could not take. Nothing has been sent. */
export class InputError extends Error {
	/**
	 * @param message what is wrong, naming the field as the panel does
	 * @param advice what to enter instead
	 */
	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message);
		this.name = 'InputError';
	}

	/** Whatever else went wrong while a value was read, such as an expression that cannot run. */
	static from(error: unknown): InputError {
		if (error instanceof InputError) return error;
		return new InputError(
			error instanceof Error ? error.message : String(error),
			'Check the fields of this node and their expressions for this item.',
		);
	}
}

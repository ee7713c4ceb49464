/** A failure whose message is all that the person at the terminal needs: no stack is shown. */
export class PlainFailure extends Error {}

import { Duplex } from 'node:stream';
import type { Socket } from 'node:net';

/** What becomes of bytes on their way to the client; without any, nothing is written. */
type Spoil = (bytes: Buffer) => Buffer | undefined;

/** A connection to a client below TLS, where bytes can be damaged. */
export class Wire extends Duplex {
	private spoil?: Spoil;

	constructor(readonly socket: Socket) {
		super();
		socket.on('data', (bytes: Buffer) => {
			if (!this.push(bytes)) socket.pause();
		});
		socket.once('end', () => this.push(null));
		socket.once('error', () => this.destroy());
		socket.once('close', () => this.destroy());
	}

	/** The next bytes to the client, in TLS one or more whole records. */
	spoilNext(spoil: Spoil): void {
		this.spoil = spoil;
	}

	override _read(): void {
		this.socket.resume();
	}

	override _write(bytes: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
		const { spoil = (same: Buffer) => same } = this;
		this.spoil = undefined;
		const spoilt = spoil(bytes);
		if (spoilt === undefined || this.socket.destroyed) return done();
		this.socket.write(spoilt, () => done());
	}

	override _final(done: () => void): void {
		this.socket.end(done);
	}

	override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
		this.socket.destroy();
		done(error);
	}
}

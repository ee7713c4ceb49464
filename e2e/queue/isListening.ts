import { connect } from 'node:net';

export async function isListening(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect({ port, host: '127.0.0.1' });
		const end = (is: boolean) => {
			socket.destroy();
			resolve(is);
		};
		socket.once('connect', () => end(true)).once('error', () => end(false));
	});
}

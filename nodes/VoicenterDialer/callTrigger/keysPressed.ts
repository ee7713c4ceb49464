import { InputError } from '../api/failure';
import { toList } from '../input/values';
import { Fields } from './eventFields';
import type { Payload } from './payload';

/** A key that the person pressed in an IVR layer. */
export interface KeyPressed {
	readonly layerId: number | string | null;
	readonly layerName: string | null;
	/** Text, because `*` and `#` are keys too. */
	readonly digit: string;
}

/** In the order in which they were pressed. A layer without a key is left out (vendor's practice). */
export function keysPressedOf(layers: readonly Payload[]): KeyPressed[] {
	return layers
		.map((layer) => new Fields(layer))
		.map((layer) => ({ layer, order: layer.number('dtmf_order') ?? Number.MAX_VALUE }))
		.sort((one, other) => one.order - other.order)
		.flatMap(({ layer }) => {
			const digit = layer.text('Dtmf');
			const layerId = layer.integer('layer_id') ?? layer.text('layer_id');
			return digit === null ? [] : [{ layerId, layerName: layer.text('layer_name'), digit }];
		});
}

/** A key of the filter. Without a layer, it counts in every layer. */
export interface WantedKey {
	readonly digit: string;
	/** A name or an ID, lowercase. */
	readonly layer?: string;
}

const digits = /^[\d*#]{1,20}$/;

/** @throws InputError if an entry is neither digits nor `layer:digits` */
export function readKeys(value: unknown): WantedKey[] {
	// An expression can return a number.
	return toList(value ?? '', 'Key Pressed').map((entry) => {
		const colon = entry.lastIndexOf(':');
		const digit = entry.slice(colon + 1).trim();
		const layer = entry.slice(0, Math.max(colon, 0)).trim().toLowerCase();
		if (digits.test(digit) && (colon === -1 || layer !== '')) {
			return { digit, ...(layer !== '' && { layer }) };
		}
		throw new InputError(
			`“Key Pressed” contains an invalid key: ${entry.slice(0, 60)}`,
			'Enter keys separated by commas, such as 9, or with the name or ID of a layer, such as Main menu:9.',
		);
	});
}

/** Whether one of the keys was pressed. No keys: always. */
export const passesKeys = (pressed: readonly KeyPressed[], wanted: readonly WantedKey[]): boolean =>
	wanted.length === 0 ||
	pressed.some(({ layerId, layerName, digit }) =>
		wanted.some(
			(key) =>
				key.digit === digit &&
				(key.layer === undefined ||
					[layerId, layerName].some((layer) => String(layer ?? '').toLowerCase() === key.layer)),
		),
	);

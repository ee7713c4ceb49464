import { readEvent } from '../../../nodes/VoicenterDialer/callTrigger/callEvent';
import { passesKeys, readKeys } from '../../../nodes/VoicenterDialer/callTrigger/keysPressed';
import { customerLeg } from '../../harness/callPayloads';

const keysOf = (IVR: unknown) =>
	readEvent({ ...customerLeg, IVR }, 'UTC')?.found?.event.keysPressed;

const layer = (order: unknown, Dtmf: unknown, name = 'Menu') => ({
	layer_id: 7,
	layer_name: name,
	layer_number: 1,
	Dtmf,
	dtmf_order: order,
});

it('gives the keys in their order, not in the list’s', () => {
	const layers = [
		layer(10, 3, 'c'),
		layer('2', '*', 'b'),
		layer(1, 0, 'a'),
		layer(null, '12', 'd'),
	];
	const expected = [
		{ layerId: 7, layerName: 'a', digit: '0' },
		{ layerId: 7, layerName: 'b', digit: '*' },
		{ layerId: 7, layerName: 'c', digit: '3' },
		{ layerId: 7, layerName: 'd', digit: '12' },
	];
	expect(keysOf(layers)).toStrictEqual(expected);
	expect(keysOf(JSON.stringify(layers))).toStrictEqual(expected);
});

it.each([
	[undefined],
	[null],
	[''],
	['x'],
	['[1'],
	[[]],
	['[]'],
	[17],
	[[null, 1, 'a', []]],
	[[layer(1, ''), layer(2, null), layer(3, undefined), layer(4, {}), layer(5, true)]],
])('gives no keys for %j', (IVR) => {
	expect(keysOf(IVR)).toStrictEqual([]);
});

it('keeps a layer’s ID that is no number, and gives null for what is missing', () => {
	expect(keysOf([{ layer_id: 'L-7', dtmf: 1 }])).toStrictEqual([
		{ layerId: 'L-7', layerName: null, digit: '1' },
	]);
	expect(keysOf({ Dtmf: 1 })).toStrictEqual([{ layerId: null, layerName: null, digit: '1' }]);
});

describe('the filter', () => {
	const pressed = [
		{ layerId: 5, layerName: 'Main: Menu', digit: '1' },
		{ layerId: 'L-7', layerName: null, digit: '9' },
		{ layerId: null, layerName: null, digit: '#' },
	];

	it.each([
		[undefined, true],
		['', true],
		[' , ', true],
		['9', true],
		[9, true],
		['8, 1', true],
		[['8', 1], true],
		['#', true],
		['5:1', true],
		['main: menu:1', true],
		['MAIN: MENU : 1', true],
		['l-7:9', true],
		['8', false],
		['19', false],
		['5:9', false],
		['null:#', false],
		['Main:1', false],
	])('%j: %s', (value, expected) => {
		expect(passesKeys(pressed, readKeys(value))).toBe(expected);
	});

	it.each(['nine', ':9', '5:', '9;1', '1-9', '9 1', `${'1'.repeat(80_000)}x`, ':'])(
		'says that “%.20s” is no key',
		(value) => {
			expect(() => readKeys(value)).toThrow(/Key Pressed/);
		},
	);

	it('finds nothing where no key was pressed', () => {
		expect(passesKeys([], readKeys('9'))).toBe(false);
		expect(passesKeys([], readKeys(''))).toBe(true);
	});
});

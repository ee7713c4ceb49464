import { unflatten } from '../../e2e/n8n/unflatten';

describe('unflatten', () => {
	it('follows the positions, and keeps numbers, flags and null', () => {
		const text = '[{"a":"1","b":"2","n":7,"t":true,"z":null},"text",["1","3"],{"c":"1"}]';
		expect(unflatten(text)).toEqual({
			a: 'text',
			b: ['text', { c: 'text' }],
			n: 7,
			t: true,
			z: null,
		});
	});

	it('gives the same object where the same position is named, circles too', () => {
		const result = unflatten('[{"self":"0","one":"1","two":"1"},{"x":1}]') as Record<
			string,
			unknown
		>;
		expect(result.self).toBe(result);
		expect(result.one).toBe(result.two);
	});

	it('takes __proto__ as a name like any other', () => {
		const result = unflatten('[{"__proto__":"1"},{"x":1}]') as object;
		expect(Object.keys(result)).toEqual(['__proto__']);
		expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
	});
});

import type { MethodShape } from './MethodShape';

/** The offence of a name that the method does not have, with the right spelling where there is one. */
export function unknownName(shape: MethodShape, name: string): string {
	const known = [...shape.flat.keys(), ...shape.nested.keys(), 'Code'];
	if (shape.method.hasCustomData) known.push('CustomData');
	const meant = known.find((other) => other.toLowerCase() === name.toLowerCase());
	const hint = meant && meant !== name ? `; ${shape.name} spells it ${meant}` : '';
	return `Unknown parameter ${name}${hint}`;
}

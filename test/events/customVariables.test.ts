import { customVariablesOf } from '../../nodes/VoicenterDialer/callTrigger/eventFields';

it('takes the prefix off, once or more, in any case', () => {
	const variables = {
		var_lead_id: 17,
		VAR_name: 'דנה',
		var_var_x: true,
		plain: 'kept',
		var_: 'no',
	};
	expect(customVariablesOf({}, [variables])).toStrictEqual({
		lead_id: 17,
		name: 'דנה',
		x: true,
		plain: 'kept',
	});
});

it('finds them among the record’s own fields', () => {
	expect(customVariablesOf({ var_a: '1', status: 'ANSWER' }, [null, { b: 2 }])).toStrictEqual({
		b: 2,
		a: '1',
	});
});

it('takes the first of two of the same name', () => {
	expect(customVariablesOf({ var_a: 3 }, [{ var_a: 1 }, { a: 2 }])).toStrictEqual({ a: 1 });
});

it('leaves out a name that is dangerous without its prefix', () => {
	const variables = customVariablesOf({ var___proto__: { polluted: 1 } }, [
		{ var_constructor: 1, var_prototype: 2 },
	]);
	expect(variables).toStrictEqual({});
	expect(Object.getPrototypeOf(variables)).toBe(Object.prototype);
});

const { checkSync } = require('recheck');

// In JavaScript alone, so that it finds the same on every computer.
process.env.RECHECK_SYNC_BACKEND = 'pure';

const timeoutMs = 120_000;

/** A repeated class of characters, such as `\s+`, reads nothing twice. */
const repeatedClass = /^(\\[a-zA-Z]|\[[^[\]]+\])\+$/;

/** In no text. */
const missingEnd = '\uFFFF';

/**
 * Whether a proof shows that the pattern takes no longer than in proportion to the text.
 *
 * A global pattern starts again after each match. So it is checked with an end that is missing: all
 * its matches fail, and everything that it could read counts.
 */
function isLinear(source, flags) {
	const isOneSearch = !flags.includes('g') || repeatedClass.test(source);
	const checked = isOneSearch ? source : `(?:${source})${missingEnd}`;
	const { status, checker } = checkSync(checked, flags, { timeout: timeoutMs });
	return status === 'safe' && checker === 'automaton';
}

/** @type {import('eslint').Rule.RuleModule} */
module.exports = {
	meta: {
		type: 'problem',
		schema: [],
		messages: {
			slow: 'A text can make this pattern slow, or nothing proves that it cannot. Write a loop, or a pattern without lookarounds and backreferences whose parts cannot read the same characters.',
			runtime: 'A pattern that is put together at runtime cannot be checked. Write a literal.',
		},
	},
	create: (context) => ({
		'Literal[regex]'(node) {
			const { pattern, flags } = node.regex;
			if (!isLinear(pattern, flags)) context.report({ node, messageId: 'slow' });
		},
		':matches(CallExpression, NewExpression)[callee.name="RegExp"]'(node) {
			context.report({ node, messageId: 'runtime' });
		},
	}),
};

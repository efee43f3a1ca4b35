const unsteady = new Set(['Date.now', 'performance.now', 'Math.random', 'crypto.randomUUID']);

/** The rule of core and contract: zod is the only package, and neither clock nor chance is asked. */
export const pure = {
  create(context) {
    return {
      ImportDeclaration(node) {
        const target = node.source.value;
        if (target.startsWith('.') || target === 'zod') return;
        context.report({
          node,
          message: 'core and contract import nothing but zod and each other.',
        });
      },
      MemberExpression(node) {
        const name = `${node.object.name}.${node.property.name}`;
        if (!unsteady.has(name)) return;
        context.report({ node, message: `${name}: time and chance come in from outside.` });
      },
      NewExpression(node) {
        if (node.callee.name !== 'Date' || node.arguments.length > 0) return;
        context.report({ node, message: 'new Date() reads a clock: time comes in as an Instant.' });
      },
    };
  },
};

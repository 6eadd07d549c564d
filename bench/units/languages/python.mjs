// @ts-check

/** @type {import('../languages.mjs').Language} */
export const python = {
  compared: 'functions and methods, nested ones too; no lambdas',
  ctags: { language: 'Python', kinds: 'fm' },
  grammar: () => 'tree-sitter-python/tree-sitter-python.wasm',
  types: ['function_definition', 'lambda'],
  read(node) {
    if (node.type === 'function_definition') {
      const name = node.childForFieldName('name');
      return name ? { name } : undefined;
    }
    // ctags takes a lambda that is assigned to a name for a function.
    const assignment = node.parent?.type === 'assignment' ? node.parent : null;
    const name = assignment?.childForFieldName('left');
    return name ? { name, leftOut: true } : undefined;
  },
};

// @ts-check

/** @type {import('../languages.mjs').Language} */
export const python = {
  compared: 'functions and methods, nested ones too; no lambdas, overloads, and bodies that are an ellipsis',
  ctags: { language: 'Python', kinds: 'fm' },
  grammar: () => 'tree-sitter-python/tree-sitter-python.wasm',
  types: ['function_definition', 'lambda'],
  read(node) {
    if (node.type === 'function_definition') {
      const name = node.childForFieldName('name');
      return name ? { name, leftOut: onlyDeclares(node) } : undefined;
    }
    // ctags takes a lambda that is assigned to a name for a function.
    const assignment = node.parent?.type === 'assignment' ? node.parent : null;
    const name = assignment?.childForFieldName('left');
    return name ? { name, leftOut: true } : undefined;
  },
};

/** @param {import('web-tree-sitter').Node} definition */
function onlyDeclares(definition) {
  const decorators = definition.parent?.type === 'decorated_definition' ? definition.parent.namedChildren : [];
  if (decorators.some((each) => each?.type === 'decorator' && /^@\s*(?:\w+\.)?overload$/.test(each.text))) return true;
  const statements =
    definition.childForFieldName('body')?.namedChildren.filter((each) => each?.type !== 'comment') ?? [];
  const [first, ...rest] = statements;
  const body = first?.firstChild?.type === 'string' ? rest : statements;
  return body.length === 1 && body[0]?.text === '...';
}

// @ts-check

/** @type {import('../languages.mjs').Language} */
export const go = {
  compared:
    'functions and methods with a body, function literals that a variable of the file names (ctags does not name those)',
  ctags: { language: 'Go', kinds: 'f' },
  grammar: () => 'tree-sitter-go/tree-sitter-go.wasm',
  types: ['function_declaration', 'method_declaration', 'func_literal'],
  read(node) {
    const name = node.type === 'func_literal' ? boundName(node) : node.childForFieldName('name');
    if (!name || name.text === '_') return undefined;
    return { name, leftOut: !node.childForFieldName('body') };
  },
};

/**
 * @param {import('web-tree-sitter').Node} literal
 * @returns {import('web-tree-sitter').Node | null} the only name of the variable of the file that holds it
 */
function boundName(literal) {
  const variable = literal.parent?.type === 'expression_list' ? literal.parent.parent : null;
  if (variable?.type !== 'var_spec' || variable.childrenForFieldName('name').length !== 1) return null;
  const group = variable.parent?.type === 'var_spec_list' ? variable.parent.parent : variable.parent;
  return group?.parent?.type === 'source_file' ? variable.childForFieldName('name') : null;
}

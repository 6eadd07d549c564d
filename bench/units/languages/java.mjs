// @ts-check

/** @type {import('../languages.mjs').Language} */
export const java = {
  compared:
    'methods and constructors with a body, fields that are set to a lambda that does something; no initializer blocks',
  ctags: { language: 'Java', kinds: 'mf' },
  grammar: () => 'tree-sitter-java/tree-sitter-java.wasm',
  types: [
    'method_declaration',
    'constructor_declaration',
    'compact_constructor_declaration',
    'annotation_type_element_declaration',
    'field_declaration',
    'constant_declaration',
  ],
  read(node) {
    if (node.type === 'field_declaration' || node.type === 'constant_declaration') return field(node);
    const name = node.childForFieldName('name');
    return name ? { name, leftOut: !node.childForFieldName('body') } : undefined;
  },
};

/** @param {import('../languages.mjs').Node} node */
function field(node) {
  const declarator = node.childForFieldName('declarator');
  const name = declarator?.childForFieldName('name');
  let value = declarator?.childForFieldName('value');
  while (value?.type === 'cast_expression') value = value.childForFieldName('value');
  return declarator && name ? { name, body: declarator, leftOut: !isLambda(value) } : undefined;
}

/**
 * A lambda of which the body is no empty block: that one is a placeholder.
 * @param {import('../languages.mjs').Node | null | undefined} value
 */
function isLambda(value) {
  if (value?.type !== 'lambda_expression') return false;
  const body = value.childForFieldName('body');
  return body?.type !== 'block' || body.namedChildren.some((part) => part && !/comment$/.test(part.type));
}

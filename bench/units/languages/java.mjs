// @ts-check

/** @type {import('../languages.mjs').Language} */
export const java = {
  compared: 'methods and constructors with a body; no lambdas, no initializer blocks',
  ctags: { language: 'Java', kinds: 'm' },
  grammar: () => 'tree-sitter-java/tree-sitter-java.wasm',
  types: ['method_declaration', 'constructor_declaration', 'compact_constructor_declaration'],
  read(node) {
    const name = node.childForFieldName('name');
    return name ? { name, leftOut: !node.childForFieldName('body') } : undefined;
  },
};

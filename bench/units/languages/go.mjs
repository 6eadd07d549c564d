// @ts-check

/** @type {import('../languages.mjs').Language} */
export const go = {
  compared: 'functions and methods with a body; no function literals',
  ctags: { language: 'Go', kinds: 'f' },
  grammar: () => 'tree-sitter-go/tree-sitter-go.wasm',
  types: ['function_declaration', 'method_declaration'],
  read(node) {
    const name = node.childForFieldName('name');
    return name ? { name, leftOut: !node.childForFieldName('body') } : undefined;
  },
};

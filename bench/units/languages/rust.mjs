// @ts-check

/** @type {import('../languages.mjs').Language} */
export const rust = {
  compared:
    'functions and methods with a body, also in the braces of macro calls between items (ctags does not look there); no ' +
    'closures, nothing inside of other macros. ctags does not say where a function ends',
  ctags: { language: 'Rust', kinds: 'fP' },
  grammar: () => 'tree-sitter-rust/tree-sitter-rust.wasm',
  types: ['function_item', 'function_signature_item'],
  read(node) {
    const name = node.childForFieldName('name');
    return name ? { name, leftOut: node.type === 'function_signature_item' } : undefined;
  },
  unread: (root) =>
    root.descendantsOfType('macro_invocation').flatMap((call) => (call ? bracesBetweenItems(call) : [])),
  normalize: (name) => name.replace(/^r#/, ''),
};

/**
 * What a macro call gets in braces, when it stands between items: items, as a rule.
 * @param {import('web-tree-sitter').Node} call
 */
function bracesBetweenItems(call) {
  const place = call.parent?.type === 'expression_statement' ? call.parent.parent : call.parent;
  const tokens = call.namedChildren.find((child) => child?.type === 'token_tree');
  const betweenItems = place?.type === 'source_file' || place?.type === 'declaration_list';
  return betweenItems && tokens?.firstChild?.type === '{' ? [tokens] : [];
}

// @ts-check

/** @type {import('../languages.mjs').Language} */
export const rust = {
  compared:
    'functions and methods with a body; no closures, nothing inside of macros. ctags does not say where a function ends',
  ctags: { language: 'Rust', kinds: 'fP' },
  grammar: () => 'tree-sitter-rust/tree-sitter-rust.wasm',
  types: ['function_item', 'function_signature_item'],
  read(node) {
    const name = node.childForFieldName('name');
    return name ? { name, leftOut: node.type === 'function_signature_item' } : undefined;
  },
  normalize: (name) => name.replace(/^r#/, ''),
};

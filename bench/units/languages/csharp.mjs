// @ts-check

/** @type {import('../languages.mjs').Language} */
export const csharp = {
  compared:
    'methods, constructors, finalizers and operators with a body, local functions; no lambdas, accessors or properties',
  ctags: { language: 'C#', kinds: 'm' },
  grammar: () => 'tree-sitter-c-sharp/tree-sitter-c_sharp.wasm',
  types: [
    'method_declaration',
    'constructor_declaration',
    'destructor_declaration',
    'operator_declaration',
    'conversion_operator_declaration',
    'local_function_statement',
  ],
  read(node) {
    const name = node.childForFieldName('name') ?? node.childForFieldName('operator') ?? node.childForFieldName('type');
    if (!name) return undefined;
    const as =
      node.type === 'destructor_declaration'
        ? `~${name.text}`
        : /operator/.test(node.type)
          ? `operator${name.text}`
          : name.text;
    return { name, as, leftOut: !node.childForFieldName('body') };
  },
  // Explicit implementations of an interface: `IDisposable.Dispose`.
  normalize: (name) => name.replace(/^.*\./, ''),
};

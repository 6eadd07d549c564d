// @ts-check
/** @typedef {import('../languages.mjs').Node} Node */

/** @type {import('../languages.mjs').Language} */
export const csharp = {
  compared:
    'methods, constructors, finalizers, operators, properties, indexers and events with a body, local functions, fields that are ' +
    'set to a lambda; ctags knows no indexers, local functions and finalizers',
  ctags: { language: 'C#', kinds: 'mpfE' },
  grammar: () => 'tree-sitter-c-sharp/tree-sitter-c_sharp.wasm',
  types: [
    'method_declaration',
    'constructor_declaration',
    'destructor_declaration',
    'operator_declaration',
    'conversion_operator_declaration',
    'local_function_statement',
    'property_declaration',
    'indexer_declaration',
    'event_declaration',
    'field_declaration',
    'event_field_declaration',
  ],
  read(node) {
    switch (node.type) {
      case 'property_declaration':
      case 'indexer_declaration':
      case 'event_declaration':
        return property(node);
      case 'field_declaration':
      case 'event_field_declaration':
        return field(node);
    }
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
  // Explicit implementations of an interface: `IDisposable.Dispose`. A name may be a keyword behind an `@`.
  normalize: (name) => name.replace(/^.*\.|^@/, ''),
};

/** @param {Node} node */
function property(node) {
  const name = node.childForFieldName('name') ?? node.children.find((child) => child?.type === 'this');
  const accessors = node.childForFieldName('accessors');
  const value = node.childForFieldName('value');
  const hasBody = accessors?.namedChildren.some((accessor) => accessor?.childForFieldName('body'));
  const isBody = value?.type === 'arrow_expression_clause' || isLambda(value);
  return name ? { name, leftOut: !hasBody && !isBody } : undefined;
}

/** @param {Node} node */
function field(node) {
  const declarator = node.descendantsOfType('variable_declarator')[0];
  const name = declarator?.childForFieldName('name');
  return declarator && name ? { name, body: declarator, leftOut: !isLambda(declarator.lastNamedChild) } : undefined;
}

/** @param {Node | null | undefined} value */
function isLambda(value) {
  return value?.type === 'lambda_expression' || value?.type === 'anonymous_method_expression';
}

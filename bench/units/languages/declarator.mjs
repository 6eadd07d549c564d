// @ts-check
/** @typedef {import('web-tree-sitter').Node} Node */

/**
 * The node that names the function in a declarator of C or C++: without pointers, parameters, scopes and template arguments.
 * @param {Node} definition
 * @returns {Node | undefined}
 */
export function declaredName(definition) {
  let node = definition.childForFieldName('declarator');
  while (node) {
    const inner = innerOf(node);
    if (!inner) return node;
    node = inner;
  }
  return undefined;
}

/** @param {Node} node */
function innerOf(node) {
  switch (node.type) {
    case 'qualified_identifier':
    case 'template_function':
    case 'template_method':
    case 'dependent_name':
      return node.childForFieldName('name') ?? node.namedChild(0);
    case 'parenthesized_declarator':
    case 'reference_declarator':
    case 'attributed_declarator':
      return node.namedChildren.find((child) => child && /declarator|identifier/.test(child.type)) ?? null;
    default:
      return node.childForFieldName('declarator');
  }
}

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

const TEST_MACRO = /^(?:[A-Z]+_)*TEST(?:_[FP])?$/;

/**
 * The name that a test has in what its framework prints: `StopsOnAir` of `TEST(Pump, StopsOnAir)`.
 * @param {Node} definition
 * @param {Node} name
 */
export function testName(definition, name) {
  if (!TEST_MACRO.test(name.text)) return undefined;
  return definition.descendantsOfType('parameter_list')[0]?.namedChild(1)?.text;
}

/**
 * The same for what ctags takes for a function named by the macro: `StopsOnAir` of `TEST` with `(Pump,StopsOnAir)`.
 * @param {string} name
 * @param {string} signature
 */
export function testOfMacro(name, signature) {
  return TEST_MACRO.test(name) ? /^\(\s*\w+\s*,\s*(\w+)/.exec(signature)?.[1] : undefined;
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

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

const IS_NAME = /^(?!void$)\w+$/;
const TEST_MACRO = /^(?:[A-Z]+_)*Z?TEST(?:_[FP])?$/;
/** Macros that define a handler of interrupts, a task or a thread, and have its name first. */
const HANDLER_MACRO = /^(?:[A-Z]+_)*(?:ISR|INTERRUPT|TASK|THREAD)(?:_HANDLER)?(?:_TRAP)?(?:_USING)?$/;

/**
 * The name that a test has in what its framework prints: `StopsOnAir` of `TEST(Pump, StopsOnAir)`. A handler is called
 * `onCapture` for `ISR(onCapture)`.
 * @param {Node} definition
 * @param {Node} name
 */
export function testName(definition, name) {
  const isHandler = HANDLER_MACRO.test(name.text);
  if (!isHandler && !TEST_MACRO.test(name.text)) return undefined;
  const parameter = definition.descendantsOfType('parameter_list')[0]?.namedChild(isHandler ? 0 : 1)?.text;
  return isHandler && !(parameter && IS_NAME.test(parameter)) ? undefined : parameter;
}

/**
 * The same for what ctags takes for a function named by the macro: `StopsOnAir` of `TEST` with `(Pump,StopsOnAir)`.
 * @param {string} name
 * @param {string} signature
 */
export function testOfMacro(name, signature) {
  const [, first, second] = /^\(\s*(\w+)\s*(?:[,)(]\s*(\w+)?)/.exec(signature) ?? [];
  if (TEST_MACRO.test(name)) return second;
  return HANDLER_MACRO.test(name) && first && IS_NAME.test(first) ? first : undefined;
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

// @ts-check
/** @typedef {import('../languages.mjs').Node} Node */
/** @typedef {import('../languages.mjs').Reading} Reading */

const FUNCTIONS = new Set([
  'arrow_function',
  'function_expression',
  'generator_function',
  'function_declaration',
  'generator_function_declaration',
  'method_definition',
]);
const VALUES = new Set(['arrow_function', 'function_expression', 'generator_function']);
const SIGNATURES = ['function_signature', 'method_signature', 'abstract_method_signature'];
const FIELDS = new Set(['public_field_definition', 'field_definition']);
/** What stands around a value without changing what it is. */
const WRAPPERS = new Set(['parenthesized_expression', 'as_expression', 'satisfies_expression', 'non_null_expression']);
/** Names that say where a function is put rather than what it is; `a = b = function` is called by the first other one. */
const PLACES = new Set(['module', 'exports', 'prototype', 'this', 'window', 'globalThis', 'self']);

/** Types of nodes that may be functions, in both grammars. */
const types = [...FUNCTIONS, ...SIGNATURES];

/**
 * @param {Node} node
 * @returns {Reading | undefined}
 */
function read(node) {
  if (!VALUES.has(node.type)) {
    const name = node.childForFieldName('name');
    if (!name) return undefined;
    const inObject = node.parent?.type === 'object';
    return { name, leftOut: SIGNATURES.includes(node.type) || (inObject && isInFunction(node)) };
  }
  const reading = bound(node);
  return reading && { body: node, ...reading, leftOut: isInFunction(node) };
}

/**
 * What a function without a name of its own is bound to.
 * @param {Node} node
 * @returns {Reading | undefined}
 */
function bound(node) {
  /** @type {Node | undefined} */
  let name;
  for (let value = unwrapped(node); value.parent; value = unwrapped(value.parent)) {
    const around = value.parent;
    if (around.type === 'export_statement') {
      const word = around.children.find((child) => child?.type === 'default');
      return word ? { name: word, as: 'default' } : undefined;
    }
    const outer = nameIn(around, value);
    if (outer && !(name && PLACES.has(outer.text))) name = outer;
    if (around.type !== 'assignment_expression' || !outer) break;
  }
  return name && { name };
}

/**
 * The outermost node with the value of `node`.
 * @param {Node} node
 */
function unwrapped(node) {
  let value = node;
  while (value.parent && WRAPPERS.has(value.parent.type)) value = value.parent;
  return value;
}

/**
 * @param {Node} around
 * @param {Node} value
 */
function nameIn(around, value) {
  if (around.type === 'variable_declarator') return around.childForFieldName('name') ?? undefined;
  if (around.type === 'pair') return around.childForFieldName('key') ?? undefined;
  if (FIELDS.has(around.type)) {
    return around.childForFieldName('name') ?? around.childForFieldName('property') ?? undefined;
  }
  if (around.type !== 'assignment_expression' || around.childForFieldName('right')?.id !== value.id) return undefined;
  const left = around.childForFieldName('left');
  if (left?.type === 'identifier') return left;
  return left?.type === 'member_expression' ? (left.childForFieldName('property') ?? undefined) : undefined;
}

/**
 * True inside of a function or of a decorator, except as a member of a class that stands there: only what is on module
 * level and what a class holds is a unit by being bound to a name.
 * @param {Node} node
 */
function isInFunction(node) {
  const bound = unwrapped(node);
  for (let around = node.parent; around; around = around.parent) {
    if (FUNCTIONS.has(around.type) || around.type === 'class_static_block' || around.type === 'decorator') return true;
    if (FIELDS.has(around.type)) return holderOf(bound)?.id !== around.id;
    if (around.type === 'class_body') return false;
  }
  return false;
}

/**
 * What holds a value, at once or as a property of objects.
 * @param {Node} value
 */
function holderOf(value) {
  let around = value.parent;
  while (around && (around.type === 'object' || around.type === 'pair' || WRAPPERS.has(around.type)))
    around = around.parent;
  return around;
}

/** @param {string} name */
function normalize(name) {
  if (name.startsWith('AnonymousFunction')) return '';
  return name.replace(/^#/, '').replace(/^(["'`])(.*)\1$/s, '$2');
}

const COMPARED =
  'function declarations; methods, accessors and constructors with a body; functions bound to a name on module level, by a field of a class, or by an object there';

/** @type {import('../languages.mjs').Language} */
export const typescript = {
  compared: `${COMPARED}. ctags reports no bound functions and loses many class members, so most truth rests on two tools`,
  ctags: { language: 'TypeScript', kinds: 'fmG' },
  grammar: (path) =>
    /x$/i.test(path)
      ? 'tree-sitter-typescript/tree-sitter-tsx.wasm'
      : 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  types,
  read,
  normalize,
};

/** @type {import('../languages.mjs').Language} */
export const javascript = {
  compared: `${COMPARED}. ctags reports no arrow functions`,
  ctags: { language: 'JavaScript', kinds: 'fmgGS' },
  grammar: () => 'tree-sitter-javascript/tree-sitter-javascript.wasm',
  types: types.filter((type) => !SIGNATURES.includes(type)),
  read,
  normalize,
};

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
const ASSIGNMENTS = new Set(['assignment_expression', 'augmented_assignment_expression']);
/** Functions that hand on the function that they are called with, as docs/units.md lists them. */
const HAND_ON = new Set(
  'memo forwardRef observer action asyncHandler expressAsyncHandler catchAsync debounce throttle memoize memoizeOne once curry'.split(
    ' ',
  ),
);
/** Those of them that do so with their first argument alone. */
const FIRST_ONLY = new Set(['memo', 'memoize', 'memoizeOne']);
const PASSED = new Set([...VALUES, 'class']);
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
  return reading && { body: handedOn(node), ...reading, leftOut: isInFunction(node) };
}

/**
 * What a function without a name of its own is bound to.
 * @param {Node} node
 * @returns {Reading | undefined}
 */
function bound(node) {
  /** @type {Node | undefined} */
  let name;
  const whole = handedOn(node);
  for (let value = unwrapped(whole); value.parent; value = unwrapped(value.parent)) {
    const around = value.parent;
    if (around.type === 'export_statement') {
      const word = around.children.find((child) => child?.type === 'default');
      const own = node.childForFieldName('name');
      return own && word ? { name: own } : word && { name: word, as: 'default' };
    }
    const outer = nameIn(around, value);
    if (outer && !(name && PLACES.has(outer.text))) name = outer;
    if (!ASSIGNMENTS.has(around.type) || !outer) break;
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
 * The outermost call that hands on `node` to what its result is bound to, or `node` itself.
 * @param {Node} node
 */
function handedOn(node) {
  let whole = node;
  for (;;) {
    const list = unwrapped(whole).parent;
    const call = list?.type === 'arguments' ? list.parent : undefined;
    if (!call || passedBy(call)?.id !== node.id) return whole;
    whole = call;
  }
}

/**
 * The function or class that a call of a wrapper, or calls in one another, hands on.
 * @param {Node} call
 * @returns {Node | undefined}
 */
function passedBy(call) {
  let callee = call.childForFieldName('function');
  while (callee?.type === 'call_expression') callee = callee.childForFieldName('function');
  const name = callee && nameOfPath(callee);
  const list = call.childForFieldName('arguments');
  if (!name || !HAND_ON.has(name) || !list) return undefined;
  const all = list.namedChildren.filter((each) => each && each.type !== 'comment');
  for (const argument of FIRST_ONLY.has(name) ? all.slice(0, 1) : all) {
    let inner = argument;
    while (inner && WRAPPERS.has(inner.type)) inner = inner.namedChild(0);
    if (inner && PASSED.has(inner.type)) return inner;
    const found = inner?.type === 'call_expression' ? passedBy(inner) : undefined;
    if (found) return found;
  }
  return undefined;
}

/**
 * The last name of a path of nothing but names, such as `React.memo`.
 * @param {Node} path
 */
function nameOfPath(path) {
  let at = path;
  for (; at.type === 'member_expression'; ) {
    const object = at.childForFieldName('object');
    if (!object) return undefined;
    at = object;
  }
  if (at.type !== 'identifier' && at.type !== 'this') return undefined;
  return path.type === 'member_expression' ? path.childForFieldName('property')?.text : path.text;
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
  if (!ASSIGNMENTS.has(around.type) || around.childForFieldName('right')?.id !== value.id) return undefined;
  const left = around.childForFieldName('left');
  if (left?.type === 'identifier') return left;
  if (left?.type === 'subscript_expression') return left.childForFieldName('index') ?? undefined;
  return left?.type === 'member_expression' ? (left.childForFieldName('property') ?? undefined) : undefined;
}

/**
 * True inside of a function or of a decorator, except as a member of a class that stands there: only what is on module
 * level and what a class holds is a unit by being bound to a name.
 * @param {Node} node
 */
function isInFunction(node) {
  const bound = unwrapped(handedOn(node));
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

/**
 * Without the brackets of a key and the quotes of a text, since not every tool has them.
 * @param {string} name
 */
function normalize(name) {
  if (name.startsWith('AnonymousFunction')) return '';
  return name
    .replace(/^#/, '')
    .replace(/^\[\s*(.*?)\s*\]$/s, '$1')
    .replace(/^(["'`])(.*)\1$/s, '$2');
}

const COMPARED =
  'function declarations; methods, accessors and constructors with a body; functions bound to a name on module level, by a field of a class, or by an object there, also through a wrapper (`memo(() => …)`), which ctags does not know';

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

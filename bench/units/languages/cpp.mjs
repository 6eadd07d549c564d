// @ts-check
import { declaredName } from './declarator.mjs';

/** @type {import('../languages.mjs').Language} */
export const cpp = {
  compared:
    'function and member function definitions, constructors, destructors and operators; no lambdas, nothing that is defaulted or deleted',
  ctags: { language: 'C++', kinds: 'f' },
  grammar: () => 'tree-sitter-cpp/tree-sitter-cpp.wasm',
  types: ['function_definition'],
  read(node) {
    const name = declaredName(node);
    if (!name) return undefined;
    const hasBody = node.namedChildren.some((child) => child && /^(?:compound|try)_statement$/.test(child.type));
    // A conversion operator has its parameters in its name.
    const as = name.type === 'operator_cast' ? name.text.replace(/\(.*/s, '') : undefined;
    return { name, ...(as !== undefined && { as }), leftOut: !hasBody };
  },
  normalize: (name) => (name.startsWith('__anon') ? '' : name),
};

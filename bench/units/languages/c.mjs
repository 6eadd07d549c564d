// @ts-check
import { declaredName, testName, testOfMacro } from './declarator.mjs';

/** @type {import('../languages.mjs').Language} */
export const c = {
  compared: 'function definitions',
  ctags: { language: 'C', kinds: 'f', nameOf: testOfMacro },
  grammar: () => 'tree-sitter-c/tree-sitter-c.wasm',
  types: ['function_definition'],
  read(node) {
    const name = declaredName(node);
    if (!name) return undefined;
    const as = testName(node, name);
    return { name, ...(as !== undefined && { as }) };
  },
};

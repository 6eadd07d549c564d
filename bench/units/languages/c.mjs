// @ts-check
import { declaredName } from './declarator.mjs';

/** @type {import('../languages.mjs').Language} */
export const c = {
  compared: 'function definitions',
  ctags: { language: 'C', kinds: 'f' },
  grammar: () => 'tree-sitter-c/tree-sitter-c.wasm',
  types: ['function_definition'],
  read(node) {
    const name = declaredName(node);
    return name && { name };
  },
};

// @ts-check
import { c } from './languages/c.mjs';
import { cpp } from './languages/cpp.mjs';
import { csharp } from './languages/csharp.mjs';
import { go } from './languages/go.mjs';
import { java } from './languages/java.mjs';
import { python } from './languages/python.mjs';
import { rust } from './languages/rust.mjs';
import { javascript, typescript } from './languages/script.mjs';

/** @typedef {import('web-tree-sitter').Node} Node */

/**
 * What tree-sitter says of one node: the node that names it, the node that ends it, and why it is not compared, if it is not.
 * @typedef {object} Reading
 * @property {Node} name
 * @property {string} [as] the name, when it is not the text of `name`
 * @property {Node} [body] the whole node unless given
 * @property {boolean} [leftOut] a declaration without a body, or beyond what we take for a unit: when ctags names it, the
 *   vote does not count; when we name it, it is a false one
 */

/**
 * How the two other tools are asked about one language.
 * @typedef {object} Language
 * @property {string} compared what is compared, and where a tool is known to be blind: printed with the results
 * @property {{language: string, kinds: string}} ctags name of its parser and letters of the kinds that are functions
 * @property {(path: string) => string} grammar path of the grammar below bench/node_modules
 * @property {readonly string[]} types of the nodes that `read` is asked about
 * @property {(node: Node) => Reading | undefined} read
 * @property {(name: string) => string} [normalize] of names, for all three
 */

/** By the product's language IDs. @type {Readonly<Record<string, Language>>} */
export const languages = { c, cpp, java, csharp, typescript, javascript, python, go, rust };

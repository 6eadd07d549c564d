import type { TagFact } from '../../model/facts.ts';
import { tagAt, unitAt } from '../../model/flatFacts/factAt.ts';
import type { FilePath } from '../../model/span.ts';
import { baseName, folderOf } from '../graph/baseName.ts';
import type { Cell } from '../graph/cells.ts';
import type { FileNode } from '../graph/fileNode.ts';
import { declarersOf, type Graph, unitFilesOf } from '../graph/graph.ts';
import { namesOfDefinition } from '../unitName.ts';

/** A function of a file, by its position. */
export interface DefinedFunction {
  readonly node: FileNode;
  readonly index: number;
}

/** A tag on the declaration of a function, in whatever file. */
export interface DeclaringTag {
  readonly node: FileNode;
  readonly fact: TagFact;
}

/** What is asked of a project, which may note it. */
interface ProjectView {
  readonly graph: Graph;
  readonly nodeOf: (path: FilePath) => FileNode | undefined;
  readonly exists: (path: FilePath) => boolean;
  readonly note: (cell: Cell) => void;
}

/** The files whose tags on declarations may mean functions of a file, and the cell that says which those are. */
interface Headers {
  readonly cell: Cell | undefined;
  readonly declarers: readonly FilePath[];
}

const NO_HEADERS: Headers = { cell: undefined, declarers: [] };
const HEADER_SUFFIXES = ['h', 'hh', 'hpp', 'hxx', 'h++', 'cuh'];

/**
 * Leads from declarations of C and C++ to definitions in files of the same base name: from `pump.h` to `pump.c`. A header
 * speaks for the file beside it; where none of its folder defines the function, for the one file of that name elsewhere,
 * if that has no header of its own. A function that is defined twice there, as an overload is, is none that
 * anybody can mean for sure: nothing leads to it.
 */
export class DeclaredFunctions {
  readonly #view: ProjectView;
  /** The file whose functions were asked about last. */
  #asked: FileNode | undefined;
  #headers = NO_HEADERS;

  constructor(view: ProjectView) {
    this.#view = view;
  }

  /** The function that a declaration in a file means. */
  definitionOf(declarer: FilePath, name: string): DefinedFunction | undefined {
    const { graph, note, exists, nodeOf } = this.#view;
    const base = baseName(declarer);
    note(graph.cells.definitions(base));
    const folder = folderOf(declarer);
    // What tests declare says nothing about the product.
    const role = nodeOf(declarer)?.facts.role;
    const functions = unitFilesOf(graph, base).flatMap((path) => this.#functionsIn(path, name));
    const all = functions.filter(({ node }) => node.facts.role === role);
    const beside = all.filter(({ node }) => folderOf(node.facts.path) === folder);
    const [found, ...others] = beside.length > 0 ? beside : all;
    if (!found || others.length > 0) return undefined;
    const foundIn = folderOf(found.node.facts.path);
    const hasOwnHeader = foundIn !== folder && HEADER_SUFFIXES.some((suffix) => exists(`${foundIn}${base}.${suffix}`));
    return hasOwnHeader ? undefined : found;
  }

  /** Tags on declarations that mean a function. */
  tagsOf(node: FileNode, index: number): readonly DeclaringTag[] {
    const { note, nodeOf } = this.#view;
    if (this.#asked !== node) {
      this.#asked = node;
      this.#headers = this.#findHeaders(node);
    }
    const { cell, declarers } = this.#headers;
    if (cell !== undefined) note(cell);
    const name = declarers.length > 0 ? unitAt(node.facts, index)?.qualifiedName : undefined;
    if (name === undefined) return NONE;
    return declarers.flatMap((declarer) => {
      const header = nodeOf(declarer);
      const tags = header?.declarations.get(name) ?? NONE;
      return tags.flatMap((tag) => {
        const fact = header && tagAt(header.facts, tag);
        const definition = fact?.declares === undefined ? undefined : this.definitionOf(declarer, fact.declares);
        return header && fact && definition?.node === node && definition.index === index
          ? [{ node: header, fact }]
          : [];
      });
    });
  }

  #findHeaders({ facts: { path, language } }: FileNode): Headers {
    if (language !== 'c' && language !== 'cpp') return NO_HEADERS;
    const { graph } = this.#view;
    const base = baseName(path);
    return { cell: graph.cells.declarations(base), declarers: declarersOf(graph, base) };
  }

  #functionsIn(path: FilePath, name: string): readonly DefinedFunction[] {
    const node = this.#view.nodeOf(path);
    if (!node) return NONE;
    return namesOfDefinition(name).flatMap((each) => node.functions.get(each)?.map((index) => ({ node, index })) ?? []);
  }
}

const NONE: readonly never[] = [];

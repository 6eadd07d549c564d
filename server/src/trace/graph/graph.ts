import type { ItemKey } from '../../model/itemId.ts';
import type { Names } from '../../model/names.ts';
import type { FilePath } from '../../model/span.ts';
import { Cells, nameOfBase } from './cells.ts';
import type { FileNode } from './fileNode.ts';
import { type GraphCounts, NOTHING_COUNTED } from './graphCounts.ts';
import { NumberLists } from './numberLists.ts';
import { PathList } from './pathList.ts';
import { Table } from './table.ts';

/**
 * Who stands where and who points to whom, by interned number. A graph never changes: a patch makes the next
 * one, which shares what it did not touch.
 */
export interface Graph {
  readonly names: Names;
  readonly cells: Cells;
  /** Paths of all files. */
  readonly paths: PathList;
  /** Those of them that say anything at all: in a large tree few do. */
  readonly speaking: PathList;
  /** Those of them that define items. */
  readonly defining: PathList;
  readonly files: Table<FileNode>;
  /** The files that define a key, in order of their paths. */
  readonly definers: NumberLists;
  /** Keys of the items that link to a key, in their order. */
  readonly sources: NumberLists;
  /** The files with tags that name a key, in order of their paths. */
  readonly tagFiles: NumberLists;
  /** By base name, the files of C and C++ with tags on functions that they only declare, in order of their paths. */
  readonly declarers: NumberLists;
  /** By base name, those with units. */
  readonly unitFiles: NumberLists;
  /** Keys of the items of our own notation by type, sorted. A key with several definitions is under all their types. */
  readonly types: ReadonlyMap<string, readonly ItemKey[]>;
  readonly counts: GraphCounts;
}

/** A graph of no files. */
export function emptyGraph(names: Names): Graph {
  return {
    names,
    cells: new Cells(names),
    paths: PathList.empty(),
    speaking: PathList.empty(),
    defining: PathList.empty(),
    files: new Table(),
    definers: new NumberLists(),
    sources: new NumberLists(),
    tagFiles: new NumberLists(),
    declarers: new NumberLists(),
    unitFiles: new NumberLists(),
    types: new Map(),
    counts: NOTHING_COUNTED,
  };
}

/** The node of a file, or undefined. */
export function fileNode(graph: Graph, path: FilePath): FileNode | undefined {
  return graph.files.get(graph.names.numberOfFile(path));
}

/** The files of C and C++ with a base name, in whatever folders, that have tags on functions that they only declare. */
export function declarersOf({ names, declarers }: Graph, base: string): readonly FilePath[] {
  return pathsOf(names, declarers.get(names.numberOf(nameOfBase(base))));
}

/** Those with a base name that have units. */
export function unitFilesOf({ names, unitFiles }: Graph, base: string): readonly FilePath[] {
  return pathsOf(names, unitFiles.get(names.numberOf(nameOfBase(base))));
}

function pathsOf(names: Names, files: readonly number[]): readonly FilePath[] {
  return files.map((file) => names.fileOf(file) ?? '');
}

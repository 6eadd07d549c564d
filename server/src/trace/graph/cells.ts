import type { ItemKey } from '../../model/itemId.ts';
import type { Names } from '../../model/names.ts';
import type { FilePath } from '../../model/span.ts';

/**
 * One thing about a project that can be read and can change, as a number. Whoever works something out notes the cells
 * that it read; when none of them has changed, the result still holds.
 */
export type Cell = number;

const ASPECTS = 9;

/** From here on stand the aspects of what a definition says; the first of all stands for that it is there. */
const SAID = 5;

/** No ID starts with it. */
const NOT_A_KEY = '\0';

/** Cells that belong to the project as a whole. */
export type ProjectCell =
  /** Whether anything can be missing. */
  | 'governed'
  /** Whether the workspace traces in our own notation. */
  | 'ownNotation'
  /** Which IDs of our own notation are defined. */
  | 'ids'
  /** Whether so many IDs are dangling that nobody looks for what they may have meant. */
  | 'manyDangling'
  /** Which files belong to which software items. */
  | 'owners'
  /** All safety classes. */
  | 'classes'
  /** The class of the product. */
  | 'productLevel'
  /** Items and tags of OpenFastTrace, wherever they stand. */
  | 'oft'
  /** What `evidence.yaml` says, and what was seen where it points to. */
  | 'evidence'
  /** What `fda.yaml` says. */
  | 'fda'
  /** Links of our own notation. */
  | 'links';

const SPREAD_KINDS = [
  'architectureReviews',
  'inParts',
  'inWholes',
  'uncontrolledCauses',
  'behindSituations',
  'askingRisks',
  'latestFailures',
  'controlVerification',
  'controlFailures',
  'designCode',
  'combinedIntegration',
] as const;

/** What is known of an item and of those that it takes from, but for levels. */
export type SpreadKind = (typeof SPREAD_KINDS)[number];

/** Names the cells of one project. */
export class Cells {
  readonly #names: Names;
  /** Cells whose names are put together, which would take longer than all else: they are asked for all the time. */
  readonly #named = {
    type: new Map<string, Cell>(),
    records: new Map<string, Cell>(),
    project: new Map<string, Cell>(),
  };

  constructor(names: Names) {
    this.#names = names;
  }

  /** Whether and in which files a key is defined, and as what: its ID, type and notation. */
  definition(key: ItemKey): Cell {
    return this.definitionOf(this.#names.numberOf(key));
  }

  /** The same by the number of the key. */
  definitionOf(number: number): Cell {
    return number * ASPECTS;
  }

  /** The life-cycle status of an item, by the number of its key. Changes with its {@link definitionOf}. */
  statusOf(number: number): Cell {
    return number * ASPECTS + SAID;
  }

  /** What an item links to, by the number of its key. Changes with its {@link definitionOf}. */
  linksOf(number: number): Cell {
    return number * ASPECTS + SAID + 1;
  }

  /** What the status of an item means for others, by the number of its key. Changes with its {@link definitionOf}. */
  standingOf(number: number): Cell {
    return number * ASPECTS + SAID + 3;
  }

  /** The fields of an item but for its status and links, by the number of its key. Changes with its {@link definitionOf}. */
  fieldsOf(number: number): Cell {
    return number * ASPECTS + SAID + 2;
  }

  /** Which items link to a key. */
  incoming(key: ItemKey): Cell {
    return this.incomingOf(this.#names.numberOf(key));
  }

  /** The same by the number of the key. */
  incomingOf(number: number): Cell {
    return number * ASPECTS + 1;
  }

  /** Which tags name a key, and in what code they stand. */
  tags(key: ItemKey): Cell {
    return this.tagsOf(this.#names.numberOf(key));
  }

  /** The same by the number of the key. */
  tagsOf(number: number): Cell {
    return number * ASPECTS + 2;
  }

  /** The safety class of a node, and what contradicts it. */
  safetyClass(key: ItemKey): Cell {
    return this.#names.numberOf(key) * ASPECTS + 3;
  }

  /** The level of an item that is no node of the class tree. */
  level(key: ItemKey): Cell {
    return this.#names.numberOf(key) * ASPECTS + 4;
  }

  /** What is known of an item and of those that it takes from, see `Spreads`. */
  spread(kind: SpreadKind, key: ItemKey): Cell {
    const index = SPREAD_KINDS.indexOf(kind);
    // Not the first aspect of a name: that may be implied by others.
    const room = ASPECTS - 1;
    const name = this.#names.numberOf(`${NOT_A_KEY}spread ${Math.floor(index / room)} ${key}`);
    return name * ASPECTS + 1 + (index % room);
  }

  /** Whether a file is read. */
  existence(path: FilePath): Cell {
    return this.existenceOf(this.#names.numberOfFile(path));
  }

  /** The same by the number of the file. */
  existenceOf(number: number): Cell {
    return number * ASPECTS;
  }

  /** Everything about a file, down to where each word stands. */
  text(path: FilePath): Cell {
    return this.textOf(this.#names.numberOfFile(path));
  }

  /** The same by the number of the file. */
  textOf(number: number): Cell {
    return number * ASPECTS + 1;
  }

  /** Code units of a file, without their places. */
  units(path: FilePath): Cell {
    return this.#names.numberOfFile(path) * ASPECTS + 2;
  }

  /** Software unit records that name a file. */
  records(path: FilePath): Cell {
    return this.#names.numberOfFile(path) * ASPECTS + 3;
  }

  /** Tags that speak for a file as a whole. */
  fileTags(path: FilePath): Cell {
    return this.#names.numberOfFile(path) * ASPECTS + 4;
  }

  /** Which items of a type of our own notation are defined. */
  type(type: string): Cell {
    return this.#cellNamed(type, 'type');
  }

  /** How many records answer a query. */
  recordCount(query: string): Cell {
    return this.#cellNamed(query, 'records');
  }

  /** The key of the definition that a cell stands for, or for a part of; undefined for any other cell. */
  keyDefinedBy(cell: Cell): ItemKey | undefined {
    const aspect = cell % ASPECTS;
    if (aspect !== 0 && aspect < SAID) return undefined;
    const name = this.#names.nameOf(Math.floor(cell / ASPECTS));
    return name === undefined || name.startsWith(NOT_A_KEY) ? undefined : name;
  }

  /** Which tags stand on declarations in files of a base name, see `Graph.declarers`. */
  declarations(base: string): Cell {
    return this.#names.numberOf(nameOfBase(base)) * ASPECTS;
  }

  /** Which functions are defined in files of a base name. */
  definitions(base: string): Cell {
    return this.#names.numberOf(nameOfBase(base)) * ASPECTS + 1;
  }

  project(cell: ProjectCell): Cell {
    return this.#cellNamed(cell, 'project');
  }

  #cellNamed(name: string, kind: 'type' | 'records' | 'project'): Cell {
    const known = this.#named[kind].get(name);
    if (known !== undefined) return known;
    const cell = this.#names.numberOf(`${NOT_A_KEY}${kind} ${name}`) * ASPECTS;
    this.#named[kind].set(name, cell);
    return cell;
  }
}

/** The name under which the files of a base name have their number. */
export function nameOfBase(base: string): string {
  return `${NOT_A_KEY}base ${base}`;
}

/** True for a cell that stands for the definition of the key of a number, or for a part of it. */
export function tellsOf(cell: Cell, number: number): boolean {
  const aspect = cell - number * ASPECTS;
  return aspect === 0 || (aspect >= SAID && aspect < ASPECTS);
}

/** True for a cell that never changes without another one out of some noted ones changing too. */
export function isImplied(cell: Cell, isNoted: (cell: Cell) => boolean): boolean {
  if (cell % ASPECTS !== 0) return false;
  for (let part = cell + SAID; part < cell + ASPECTS; part++) if (isNoted(part)) return true;
  return false;
}

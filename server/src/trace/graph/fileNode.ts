import { ACTIVE_KINDS, type FileFacts, type LanguageId, type UnitFact } from '../../model/facts.ts';
import { factCount, testUnitCount } from '../../model/flatFacts/factCount.ts';
import { FlatFacts } from '../../model/flatFacts/flatFacts.ts';
import { append } from '../../model/groups.ts';
import type { Names } from '../../model/names.ts';
import { isQuiet } from '../../read/readFile.ts';
import { SearchTexts } from '../searchTexts.ts';
import { namesOfDefinition } from '../unitName.ts';
import { declaresFunctions, eachItemHead, eachTagHead, eachTagOwner, parentOf } from './factHeads.ts';
import { itemNumbers, tagNumbers } from './keyNumbers.ts';
import { KeyPositions } from './keyPositions.ts';
import { LinkRows } from './linkRows.ts';
import { NumberedRows } from './numberedRows.ts';

/** What a file contributes to the counts of a project. */
export interface FileCounts {
  readonly links: number;
  /** Definitions of our own notation that link to something. */
  readonly linkedItems: number;
  readonly systems: number;
  /** Tags of our own notation that name an item. */
  readonly tags: number;
  /** Those that claim a class. */
  readonly claims: number;
  /** Items and tags of OpenFastTrace. */
  readonly oft: number;
}

/** Languages in which functions may be declared in one file and defined in another. */
const WITH_HEADERS: ReadonlySet<LanguageId> = new Set<LanguageId>(['c', 'cpp']);

const NO_KEYS = new KeyPositions(new Int32Array());
const NO_COUNTS: FileCounts = { links: 0, linkedItems: 0, systems: 0, tags: 0, claims: 0, oft: 0 };

/** Stands for the places of tags that belong to no unit and not to the file either. */
const OWN_PLACE = -2;

/** What is worked out of the facts of a file when somebody asks. */
class WorkedOut {
  itemKeys: KeyPositions | undefined;
  linkRows: LinkRows | undefined;
  tagKeys: KeyPositions | undefined;
  tagsOfUnits: NumberedRows | undefined;
  recordTags: ReadonlyMap<number, readonly number[]> | undefined;
  declarations: ReadonlyMap<string, readonly number[]> | undefined;
  functions: ReadonlyMap<string, readonly number[]> | undefined;
  searchTexts: SearchTexts | undefined;
  counts: FileCounts | undefined;
  times: Uint32Array | undefined;
}

/**
 * The facts of a file, with ways to find them by key. Immutable. It keeps positions of facts, and none of them: so their
 * views are let go of when nobody looks at them.
 */
export class FileNode {
  readonly facts: FileFacts;
  readonly #names: Names;
  /** What was worked out of the facts: of most files nobody asks any of it. */
  #workedOut: WorkedOut | undefined;

  /** Flat facts have to be told by the same names. */
  constructor(facts: FileFacts, names: Names) {
    if (facts instanceof FlatFacts && facts.names !== names) throw new RangeError('facts of another project');
    this.facts = facts;
    this.#names = names;
  }

  /** True for a file that neither defines nor names anything, and has no units. */
  get quiet(): boolean {
    const { facts } = this;
    return factCount(facts, 'items') + factCount(facts, 'units') + factCount(facts, 'tags') === 0;
  }

  /** False for a file that is quiet, and about which there is nothing to report either. */
  get speaks(): boolean {
    return !isQuiet(this.facts);
  }

  /** Numbers of the keys of `facts.items`. */
  get itemKeys(): KeyPositions {
    const keys = this.#workedOut?.itemKeys;
    if (keys) return keys;
    if (factCount(this.facts, 'items') === 0) return NO_KEYS;
    const known = this.#asked;
    known.itemKeys = new KeyPositions(itemNumbers(this.facts, this.#names));
    return known.itemKeys;
  }

  /** Numbers of the keys that `facts.tags` name. */
  get tagKeys(): KeyPositions {
    const keys = this.#workedOut?.tagKeys;
    if (keys) return keys;
    if (factCount(this.facts, 'tags') === 0) return NO_KEYS;
    const known = this.#asked;
    known.tagKeys = new KeyPositions(tagNumbers(this.facts, this.#names));
    return known.tagKeys;
  }

  /** The links of items without a view of any; undefined for facts that are not flat. */
  get linkRows(): LinkRows | undefined {
    const known = this.#asked;
    if (!known.linkRows && this.facts instanceof FlatFacts) known.linkRows = new LinkRows(this.facts);
    return known.linkRows;
  }

  /** Positions in `facts.tags` of the tags that belong to a unit itself, in order; with -1 of those that speak for the file. */
  tagsOfUnit(unit: number): Int32Array {
    const known = this.#asked;
    known.tagsOfUnits ??= tagsOfUnits(this.facts);
    return known.tagsOfUnits.of(unit + 1);
  }

  /** True when a unit is another one or holds it, at whatever depth. */
  encloses(outer: number, inner: number): boolean {
    let at = inner;
    while (at > outer) at = parentOf(this.facts, at);
    return at === outer;
  }

  /**
   * Positions in `facts.tags` of the tags that say of which software unit record the code is, by the unit that they belong
   * to. -1 stands for the file, -2 for what is no unit.
   */
  get recordTags(): ReadonlyMap<number, readonly number[]> {
    const known = this.#asked;
    if (!known.recordTags) {
      const recordTags = new Map<number, number[]>();
      eachTagOwner(this.facts, (unit, local, keyword, index) => {
        if (keyword === 'unit') append(recordTags, local ? OWN_PLACE : unit, index);
      });
      known.recordTags = recordTags;
    }
    return known.recordTags;
  }

  /** Positions in `facts.tags` of tags on functions that the file only declares, by all names under which those may be defined. */
  get declarations(): ReadonlyMap<string, readonly number[]> {
    const known = this.#asked;
    if (!known.declarations) {
      const declarations = new Map<string, number[]>();
      this.facts.tags.forEach(({ declares }, index) => {
        if (declares === undefined) return;
        for (const name of namesOfDefinition(declares)) append(declarations, name, index);
      });
      known.declarations = declarations;
    }
    return known.declarations;
  }

  /** Positions in `facts.units` of functions and methods, by their qualified names. */
  get functions(): ReadonlyMap<string, readonly number[]> {
    const known = this.#asked;
    if (!known.functions) {
      const functions = new Map<string, number[]>();
      this.facts.units.forEach(({ kind, qualifiedName }, index) => {
        if (ACTIVE_KINDS.has(kind)) append(functions, qualifiedName, index);
      });
      known.functions = functions;
    }
    return known.functions;
  }

  /** What the items are searched by. */
  get searchTexts(): SearchTexts {
    const known = this.#asked;
    known.searchTexts ??= new SearchTexts(this.facts);
    return known.searchTexts;
  }

  /** How many units there are outside of test code. */
  get productUnits(): number {
    const { facts } = this;
    return facts.role === 'source' ? factCount(facts, 'units') - testUnitCount(facts) : 0;
  }

  /** False for a file all of whose tags are of another notation. */
  get hasOwnTags(): boolean {
    return this.counts.tags + this.counts.claims > 0;
  }

  /** True when tags on the declarations of the file speak for functions that are defined in another. */
  get hasTaggedDeclarations(): boolean {
    const { facts } = this;
    if (factCount(facts, 'tags') === 0 || !WITH_HEADERS.has(facts.language)) return false;
    return declaresFunctions(facts);
  }

  /** True when functions may be defined in the file that another file declares. */
  get mayDefineDeclared(): boolean {
    return factCount(this.facts, 'units') > 0 && WITH_HEADERS.has(this.facts.language);
  }

  get counts(): FileCounts {
    if (factCount(this.facts, 'items') + factCount(this.facts, 'tags') === 0) return NO_COUNTS;
    const known = this.#asked;
    known.counts ??= countsOf(this.facts);
    return known.counts;
  }

  /** The name of a unit in the whole project: file and qualified name, with `#n` behind it for the n-th of the same name. */
  unitId(index: number): string {
    const { path, units } = this.facts;
    const known = this.#asked;
    known.times ??= timesSeen(units);
    const times = known.times[index] ?? 1;
    return `${path}#${units[index]?.qualifiedName ?? ''}${times > 1 ? `#${times}` : ''}`;
  }

  get #asked(): WorkedOut {
    this.#workedOut ??= new WorkedOut();
    return this.#workedOut;
  }
}

/** Positions of tags by the unit that they belong to, counted from 1; 0 stands for the file. */
function tagsOfUnits(facts: FileFacts): NumberedRows {
  return new NumberedRows(factCount(facts, 'units') + 1, (tell) => {
    eachTagOwner(facts, (unit, local, _keyword, index) => {
      if (!local) tell(unit + 1, index);
    });
  });
}

/** For each unit how often its name has stood in the file up to here. */
function timesSeen(units: readonly UnitFact[]): Uint32Array {
  const seen = new Map<string, number>();
  return Uint32Array.from(units, ({ qualifiedName }) => {
    const times = (seen.get(qualifiedName) ?? 0) + 1;
    seen.set(qualifiedName, times);
    return times;
  });
}

function countsOf(facts: FileFacts): FileCounts {
  const counts = { links: 0, linkedItems: 0, systems: 0, tags: 0, claims: 0, oft: 0 };
  eachItemHead(facts, (dialect, type, links) => {
    counts.links += links;
    if (dialect === 'oft') counts.oft++;
    if (dialect !== 'lifetrace') return;
    if (links > 0) counts.linkedItems++;
    if (type === 'SS') counts.systems++;
  });
  eachTagHead(facts, (dialect, keyword) => {
    if (dialect === 'oft') counts.oft++;
    else if (keyword === 'class') counts.claims++;
    else counts.tags++;
  });
  return counts;
}

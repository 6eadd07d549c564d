import type { LanguageId, TagFact, UnitFact } from '../../model/facts.ts';
import { tagAt, unitAt } from '../../model/flatFacts/factAt.ts';
import type { SafetyLevel } from '../../model/safetyLevel.ts';
import type { FilePath } from '../../model/span.ts';
import { parentOf } from '../graph/factHeads.ts';
import type { FileNode } from '../graph/fileNode.ts';
import { tagNumberOf } from '../graph/keyNumbers.ts';
import { type Item, isRetired, targets } from '../item.ts';
import { isLegalTag } from '../legality.ts';
import type { CodeUnit, Tag, TagStatus } from '../snapshot.ts';
import { REALISING } from '../tagMeaning.ts';
import type { TracedProject } from './tracedProject.ts';

/** Keywords by which code says that it realises something, those of foreign notations included. */
const TRACING: ReadonlySet<string> = new Set([...REALISING, 'covers']);

/** A tag as one snapshot shows it. */
export class TagView implements Tag {
  readonly fact: TagFact;
  readonly #project: TracedProject;
  readonly #node: FileNode;
  #target: number | undefined;

  constructor(project: TracedProject, node: FileNode, fact: TagFact) {
    this.#project = project;
    this.#node = node;
    this.fact = fact;
  }

  get file(): FilePath {
    return this.#node.facts.path;
  }

  get test(): boolean {
    return isTest(this.#node, unitAt(this.#node.facts, this.fact.unit));
  }

  get unit(): CodeUnit | undefined {
    const { unit, local, declares } = this.fact;
    if (!local) return this.#project.views.unit(this.#node, unit);
    return declares === undefined ? undefined : this.#project.unitDeclared(this.#node, declares);
  }

  get record(): Item | undefined {
    return (this.unit ?? this.#project.views.unit(this.#node, this.fact.unit))?.record;
  }

  get target(): Item | undefined {
    if (!namesItem(this.fact)) return undefined;
    const { reads, graph } = this.#project;
    this.#target ??= tagNumberOf(this.fact, graph.names);
    reads?.note(graph.cells.definitionOf(this.#target));
    return this.#project.views.definition(this.#target);
  }

  get status(): TagStatus {
    const { keyword, dialect } = this.fact;
    if (keyword === 'class') return 'claim';
    const { target } = this;
    if (!target) return 'dangling';
    if (isRetired(target)) return 'obsolete';
    if (dialect === 'oft') return 'ok';
    return isLegalTag(this.#project.config.profile, keyword, this.test, target.type) ? 'ok' : 'illegal';
  }

  get softwareItems(): readonly Item[] {
    return this.#project.softwareItemsOf(this.file);
  }
}

interface KnownOfUnit {
  level: SafetyLevel | undefined;
  record: Item | undefined;
}

/** A code unit as one snapshot shows it. */
export class UnitView implements CodeUnit {
  readonly fact: UnitFact;
  readonly #project: TracedProject;
  readonly #node: FileNode;
  readonly #index: number;
  readonly #known: Partial<KnownOfUnit> = {};

  constructor(project: TracedProject, node: FileNode, index: number, fact: UnitFact) {
    this.#project = project;
    this.#node = node;
    this.#index = index;
    this.fact = fact;
  }

  get id(): string {
    this.#project.noteUnits(this.file);
    return this.#node.unitId(this.#index);
  }

  get file(): FilePath {
    return this.#node.facts.path;
  }

  get language(): LanguageId {
    return this.#node.facts.language;
  }

  get test(): boolean {
    return isTest(this.#node, this.fact);
  }

  get excluded(): string | undefined {
    return this.#project.exclusionsIn(this.#node)(this.fact);
  }

  get holdsUnits(): boolean {
    return this.#project.holdersIn(this.#node).has(this.#index);
  }

  get parent(): CodeUnit | undefined {
    return this.#project.views.unit(this.#node, this.fact.parent);
  }

  /** Tags of the unit itself, and those on its declarations. */
  get tags(): readonly Tag[] {
    const own = this.#project.tagsOfUnit(this.#node, this.#index);
    const declaring = this.#project.tagsDeclaring(this.#node, this.#index);
    return declaring.length === 0 ? own : [...own, ...declaring];
  }

  get softwareItems(): readonly Item[] {
    return this.#project.softwareItemsOf(this.file);
  }

  get record(): Item | undefined {
    return this.#project.remembered(this.#known, 'record', () => this.#findRecord());
  }

  /** By its tag, by the record's symbol, by the file's tag, by the record's path. */
  #findRecord(): Item | undefined {
    const own = this.#namingRecord();
    if (own) return own;
    const fileTag = this.#recordByTag(-1);
    return fileTag ?? this.#project.recordOfWhole(this.file);
  }

  get traces(): readonly Item[] {
    const found = new Set<Item>();
    for (let at = this.#index; at >= 0; at = parentOf(this.#node.facts, at)) {
      for (const item of realised(this.#project.eachTagOfUnit(this.#node, at))) found.add(item);
      for (const item of realised(this.#project.tagsDeclaring(this.#node, at))) found.add(item);
    }
    const ofFile = this.#project.tracesOfFile(this.#node);
    const recorded = this.#recorded();
    if (found.size === 0 && recorded.length === 0) return ofFile;
    for (const item of [...ofFile, ...recorded]) found.add(item);
    return [...found];
  }

  /** What the unit's own record says that it realises. */
  #recorded(): readonly Item[] {
    const record = this.#namingRecord();
    return record ? [...targets(record, 'implements'), ...targets(record, 'satisfies')] : [];
  }

  get traced(): boolean {
    for (let at = this.#index; at >= 0; at = parentOf(this.#node.facts, at)) {
      if (someRealised(this.#project.eachTagOfUnit(this.#node, at))) return true;
      if (someRealised(this.#project.tagsDeclaring(this.#node, at))) return true;
    }
    if (someRealised(this.#project.eachTagOfUnit(this.#node, -1))) return true;
    return this.#recorded().length > 0;
  }

  /** The class of the unit's record, else of the software item that its file belongs to, else of the product. */
  get level(): SafetyLevel | undefined {
    if (this.test) return undefined;
    const work = (): SafetyLevel | undefined => this.#project.levelOfCode(this.file, this.record);
    return this.#project.remembered(this.#known, 'level', work);
  }

  /** The record that names this very unit, or one around it, by tag or symbol. */
  #namingRecord(): Item | undefined {
    for (let at = this.#index; at >= 0; at = parentOf(this.#node.facts, at)) {
      const tagged = this.#recordByTag(at);
      if (tagged) return tagged;
      const bySymbol = this.#project.recordNaming(this.file, () => unitAt(this.#node.facts, at)?.qualifiedName ?? '');
      if (bySymbol) return bySymbol;
    }
    return undefined;
  }

  #recordByTag(unit: number): Item | undefined {
    if (unit < 0) this.#project.noteFileTags(this.file);
    for (const tag of this.#node.recordTags.get(unit) ?? []) {
      const target = this.#project.byKey.get(tagAt(this.#node.facts, tag)?.targetKey ?? '');
      if (target?.type === 'UNIT') return target;
    }
    for (const { fact } of this.#project.tagsDeclaring(this.#node, unit)) {
      const target = fact.keyword === 'unit' ? this.#project.byKey.get(fact.targetKey) : undefined;
      if (target?.type === 'UNIT') return target;
    }
    return undefined;
  }
}

/** Test code is so by its file or by itself. */
function isTest({ facts }: FileNode, unit: UnitFact | undefined): boolean {
  return facts.role === 'test' || unit?.test === true;
}

/** The items that tags say are realised, each once. */
export function realised(tags: Iterable<Tag>): readonly Item[] {
  const found = new Set<Item>();
  for (const tag of tags) {
    const target = isRealised(tag) ? tag.target : undefined;
    if (target) found.add(target);
  }
  return [...found];
}

function someRealised(tags: Iterable<Tag>): boolean {
  for (const tag of tags) if (isRealised(tag)) return true;
  return false;
}

function isRealised(tag: Tag): boolean {
  return TRACING.has(tag.fact.keyword) && tag.target !== undefined;
}

/** True for tags that name an item: a class claim (`@class C`) names none. */
export function namesItem({ keyword }: TagFact): boolean {
  return keyword !== 'class';
}

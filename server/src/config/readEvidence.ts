import { type EvidenceEntry, type EvidenceMap, type EvidencePointer, NO_EVIDENCE } from '../model/evidence.ts';
import type { ReadProblem, SpannedText } from '../model/facts.ts';
import { isDomainType } from '../model/itemType.ts';
import { nearest } from '../model/nearest.ts';
import { PROFILES } from '../model/profiles/profiles.ts';
import { parseRecordQuery } from '../model/recordQuery.ts';
import { ConfigReader, joinPath } from './configReader.ts';
import type { IdScheme } from './idScheme.ts';
import { EVIDENCE_FILE } from './project.ts';
import { parseSettings } from './settingsTree.ts';
import type { YamlEntry, YamlMap } from './yamlNode.ts';
import { entryOf } from './yamlTree.ts';

/** An evidence map and what was wrong with its text. */
export interface EvidenceReading {
  /** What could be read; in a broken text entries may be missing, or all of them. */
  readonly evidence: EvidenceMap;
  /** True for a text that is no YAML, or no map: while somebody types, the last good map is the better one. */
  readonly broken: boolean;
  readonly problems: readonly ReadProblem[];
}

/** What a project calls its records. */
interface Names {
  readonly ids: IdScheme;
  readonly isType: (name: string) => boolean;
}

/** Numbers of all clauses of all editions, and of what is above them. */
const REFS: ReadonlySet<string> = new Set(
  PROFILES.flatMap(({ clauses }) =>
    clauses.flatMap(({ ref }) => {
      const parts = ref.split(/(?=[. ])/);
      return parts.map((_, index) => parts.slice(0, index + 1).join(''));
    }),
  ),
);

/** Text of an entry whose evidence is the records that the profile knows for the clause. */
const AUTO = 'auto';

/**
 * Reads `.lifetrace/evidence.yaml`. Entries that do not fit are reported and left out; the others count, also where the
 * text around them is half typed.
 */
export function readEvidence(text: string, ids: IdScheme, ownTypes: ReadonlySet<string> = new Set()): EvidenceReading {
  const tree = parseSettings(text);
  const root = tree.roots[0];
  const broken = tree.problems.length > 0;
  const reader = new ConfigReader();
  const map = root && reader.map(root, '');
  if (!root || !map) {
    const problems = [...tree.problems, ...reader.problems];
    return { evidence: NO_EVIDENCE, broken: problems.length > 0, problems };
  }
  const names: Names = { ids, isType: (name) => isDomainType(name) || ownTypes.has(name) };
  const entries = new Map<string, EvidenceEntry>();
  for (const entry of map.entries) {
    const ref = entry.key.replace(/\s+/g, ' ').trim();
    if (!REFS.has(ref)) {
      const near = nearest(ref, REFS, 1);
      const hint = near === undefined ? '' : ` Did you mean “${near}”?`;
      reader.report(entry.key, `no clause of the standard has this number.${hint}`, entry.keySpan);
      continue;
    }
    const read = readEntry(ref, entry, names, reader);
    if (read) entries.set(ref, read);
  }
  // In a text that is broken, what does not fit is what is being typed.
  return { evidence: { entries }, broken, problems: broken ? tree.problems : reader.problems };
}

function readEntry(
  ref: string,
  { keySpan, value }: YamlEntry,
  names: Names,
  reader: ConfigReader,
): EvidenceEntry | undefined {
  const base = { ref, place: { file: EVIDENCE_FILE, span: keySpan }, pointers: [] };
  if (value.kind === 'scalar') {
    if (value.empty) {
      reader.report(ref, `expected evidence, a reason why it does not apply (na), or “${AUTO}”.`, keySpan);
      return undefined;
    }
    if (value.text === AUTO) return { ...base, says: 'records' };
  }
  if (value.kind !== 'map') {
    return { ...base, says: 'pointers', pointers: pointersOf(reader.texts(value, ref), ref, names, reader) };
  }
  return readMap(base, value, keySpan, names, reader);
}

function readMap(
  base: Pick<EvidenceEntry, 'ref' | 'place' | 'pointers'>,
  node: YamlMap,
  keySpan: YamlEntry['keySpan'],
  names: Names,
  reader: ConfigReader,
): EvidenceEntry | undefined {
  const { ref } = base;
  reader.map(node, ref, ['evidence', 'na', 'reviewed']);
  const naEntry = entryOf(node, 'na');
  const evidenceEntry = entryOf(node, 'evidence');
  const reviewedEntry = entryOf(node, 'reviewed');
  const reviewed = reviewedEntry && reader.text(reviewedEntry.value, joinPath(ref, 'reviewed'));
  const note = reviewed === undefined ? {} : { reviewed };
  if (naEntry) {
    const reason = reader.text(naEntry.value, joinPath(ref, 'na'));
    if (evidenceEntry)
      reader.report(joinPath(ref, 'na'), 'stands beside evidence; only one can be true.', naEntry.keySpan);
    else if (reason !== undefined && reason !== '') return { ...base, says: 'notApplicable', reason, ...note };
    else reader.report(joinPath(ref, 'na'), 'needs the reason why the clause does not apply.', naEntry.keySpan);
  }
  if (!evidenceEntry) {
    if (!naEntry) reader.report(ref, 'has neither evidence nor a reason why it does not apply (na).', keySpan);
    return undefined;
  }
  const path = joinPath(ref, 'evidence');
  if (evidenceEntry.value.kind === 'scalar' && evidenceEntry.value.text === AUTO)
    return { ...base, says: 'records', ...note };
  const texts = reader.texts(evidenceEntry.value, path);
  if (texts.length === 0) reader.report(path, 'names nothing.', evidenceEntry.keySpan);
  const pointers = pointersOf(texts, path, names, reader);
  return { ...base, says: 'pointers', pointers, ...note };
}

function pointersOf(
  texts: readonly SpannedText[],
  path: string,
  names: Names,
  reader: ConfigReader,
): readonly EvidencePointer[] {
  return texts.flatMap((pointer): EvidencePointer[] => {
    const { text } = pointer;
    if (/^[a-z][a-z0-9+.-]+:\/\//i.test(text)) return [{ ...pointer, kind: 'address' }];
    if (names.ids.resolve(text)) return [{ ...pointer, kind: 'item', id: text }];
    const query = parseRecordQuery(text, names.isType);
    if (typeof query === 'string') {
      reader.report(path, `“${text}” ${query.startsWith('“') ? `asks for records: ${query}` : query}`, pointer.span);
      return [];
    }
    if (query) return [{ ...pointer, kind: 'records', query }];
    const file = fileOf(pointer);
    if (!isInside(file.path)) {
      reader.report(
        path,
        `“${text}” is outside of the project; name a file in it, or an address with “://”.`,
        pointer.span,
      );
      return [];
    }
    return [file];
  });
}

/** True for a path that stays in the project. */
function isInside(path: string): boolean {
  return path !== '' && !/^(?:\/|[A-Za-z]:)/.test(path) && !path.split(/[\\/]/).includes('..');
}

function fileOf(pointer: SpannedText): EvidencePointer & { readonly kind: 'file' } {
  const [path = '', ...anchor] = pointer.text.replace(/^\.\//, '').split('#');
  return { ...pointer, kind: 'file', path, ...(anchor.length > 0 ? { anchor: anchor.join('#') } : {}) };
}

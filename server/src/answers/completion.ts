import { fileRole } from '../config/fileRole.ts';
import { countWhile } from '../model/countWhile.ts';
import { TAG_KEYWORDS, type TagKeyword } from '../model/facts.ts';
import { type ItemKey, itemKeyOf } from '../model/itemId.ts';
import type { FilePath, Span } from '../model/span.ts';
import type { Steps } from '../model/steps.ts';
import { isCode, languageOf } from '../read/languages.ts';
import { type Item, isRetired, searchText } from '../trace/item.ts';
import { isLegalLink, isLegalTag } from '../trace/legality.ts';
import { lettersIn } from '../trace/letters.ts';
import type { Snapshot, TextQuery } from '../trace/snapshot.ts';
import type { CompletionContext } from './completing/completionContext.ts';
import type { CompletionEntry } from './completing/completionEntry.ts';
import { fieldContext } from './completing/fieldContext.ts';
import { fieldNameEntries, fieldValueEntries, newIdEntries } from './completing/fieldEntries.ts';
import { markdownContext } from './completing/markdownContext.ts';
import { byRelevance, definedAmong, type NearKeys, nearKeys } from './completing/relevance.ts';
import { settingsEntries } from './completing/settings.ts';
import { tagContext } from './completing/tagContext.ts';
import { yamlContext } from './completing/yamlContext.ts';
import { holdsInOrder } from './holdsInOrder.ts';
import { describeItem } from './hover.ts';
import { SETTINGS_SCHEMAS } from './schemas/ourSchemas.ts';
import type { TextStyle } from './textStyle.ts';
import type { KnownFindings } from './unfinished.ts';

/** Proposals for one place. */
export interface Completions {
  readonly entries: readonly CompletionEntry[];
  /** True when there are, or may be a moment later, more that fit: ask again after the next key. */
  readonly incomplete: boolean;
}

/** More proposals than this at a time help nobody and cost time: who types on is asked again. */
const MAX_ENTRIES = 200;

/** So many items that fit are compared for the most likely ones, beside those that are near in any case. */
const MAX_CANDIDATES = 800;

const NOTHING: Completions = { entries: [], incomplete: false };

const KEYWORD_MEANING: Readonly<Record<TagKeyword, string>> = {
  implements: 'this code implements a requirement, a design or a risk control',
  verifies: 'this test verifies a requirement, a unit or a risk control',
  satisfies: 'this code satisfies a requirement',
  mitigates: 'this code realizes a risk control',
  risk: 'this code realizes a risk control',
  unit: 'this file or function is a software unit of the architecture',
  class: 'safety class that this code was written for',
  anomaly: 'this code is affected by a known anomaly',
};

/** In test code these keywords say something else. */
const TEST_MEANING: ReadonlyMap<TagKeyword, string> = new Map([
  ['mitigates', 'this test verifies a risk control'],
  ['risk', 'this test verifies a risk control'],
]);

/**
 * What can stand at an offset of a text that may be half typed: items that a tag or a link field may legally point to,
 * keywords of tags, levels. `text` is the whole document as the editor has it; the snapshot may be a moment older.
 */
export function completionsAt(snapshot: Snapshot, file: FilePath, text: string, offset: number): Completions {
  if (SETTINGS_SCHEMAS.has(file))
    return { entries: settingsEntries(snapshot.config, file, text, offset), incomplete: false };
  const context = contextAt(snapshot, file, text, offset);
  if (!context) return NOTHING;
  switch (context.kind) {
    case 'keyword':
      return { entries: keywordEntries(snapshot, file, context), incomplete: !snapshot.whole };
    case 'level':
      return { entries: levelEntries(snapshot, context), incomplete: false };
    case 'fieldName':
      return { entries: fieldNameEntries(snapshot, context), incomplete: false };
    case 'fieldValue':
      return { entries: fieldValueEntries(snapshot, context), incomplete: false };
    case 'newId':
      // An ID is free only when all that is taken is known.
      return { entries: snapshot.whole ? newIdEntries(snapshot, file, context) : [], incomplete: !snapshot.whole };
    default:
      return itemEntries(snapshot, file, context, text.slice(context.replace.start, offset));
  }
}

/** The description of the item that a proposal is for, or undefined when it is gone or the proposal is for none. In steps. */
export function* resolveCompletion(
  snapshot: Snapshot,
  findings: KnownFindings,
  key: ItemKey,
  style: TextStyle,
): Steps<string | undefined> {
  const item = snapshot.byKey.get(key);
  return item && (yield* describeItem(snapshot, findings, item, style));
}

function contextAt(snapshot: Snapshot, file: FilePath, text: string, offset: number): CompletionContext | undefined {
  const language = languageOf(file);
  const { ids } = snapshot.config.reading;
  if (language === undefined) return undefined;
  if (isCode(language)) return tagContext(text, language, offset);
  if (fileRole(file, snapshot.config.files) !== 'spec') return undefined;
  if (language === 'markdown') return markdownContext(text, ids, offset) ?? fieldContext(text, language, ids, offset);
  if (language === 'yaml') return yamlContext(text, ids, offset) ?? fieldContext(text, language, ids, offset);
  return undefined;
}

/** True in a test file, and in the code of another file that is for tests only. */
function isTestCode(snapshot: Snapshot, file: FilePath, { start }: Span): boolean {
  if (fileRole(file, snapshot.config.files) === 'test') return true;
  const units = snapshot.unitsByFile.get(file) ?? [];
  return units.some(({ test, fact: { span } }) => test && span.start <= start && start < span.end);
}

function keywordEntries(
  snapshot: Snapshot,
  file: FilePath,
  { marker, replace }: CompletionContext & { readonly kind: 'keyword' },
): readonly CompletionEntry[] {
  if (!snapshot.governed && snapshot.counts.items === 0) return [];
  const test = isTestCode(snapshot, file, replace);
  const fitting = TAG_KEYWORDS.filter((keyword) =>
    test ? keyword !== 'implements' && keyword !== 'satisfies' : keyword !== 'verifies',
  );
  return fitting.map((keyword, index) => ({
    kind: 'keyword',
    label: `${marker}${keyword}`,
    detail: (test ? TEST_MEANING.get(keyword) : undefined) ?? KEYWORD_MEANING[keyword],
    description: 'Lifetrace',
    filterText: `${marker}${keyword}`,
    sortText: ordinal(index),
    insertText: `${marker}${keyword} `,
    replace,
  }));
}

function levelEntries(
  snapshot: Snapshot,
  { replace }: CompletionContext & { readonly kind: 'level' },
): readonly CompletionEntry[] {
  return snapshot.config.profile.levels.map((level, index) => ({
    kind: 'level',
    label: level,
    detail: `${snapshot.config.profile.labels.classification} ${level}`,
    filterText: level,
    sortText: ordinal(index),
    insertText: level,
    replace,
  }));
}

/** Keys of what is most likely meant; not all of them fit. */
function likelyKeys(snapshot: Snapshot, types: ReadonlySet<string>, near: NearKeys): readonly ItemKey[] {
  // A long file names more than anybody looks through.
  const named = [...near.named].slice(0, MAX_CANDIDATES);
  return [...named, ...near.allocated, ...keysBeginning(snapshot, types, near.typed)];
}

/** Keys of items of some types that begin with the one that is typed, at most {@link MAX_CANDIDATES}. */
function keysBeginning(snapshot: Snapshot, types: ReadonlySet<string>, wanted: ItemKey): readonly ItemKey[] {
  const found = [...types].flatMap((type) => {
    const keys = snapshot.definedKeys.get(type) ?? [];
    const from = countWhile(keys.length, (at) => (keys[at] ?? '') < wanted);
    const some = keys.slice(from, from + MAX_CANDIDATES);
    return some.slice(
      0,
      countWhile(some.length, (at) => some[at]?.startsWith(wanted) === true),
    );
  });
  return found.slice(0, MAX_CANDIDATES);
}

type ItemContext = CompletionContext & { readonly kind: 'tagTarget' | 'linkTarget' };

function itemEntries(snapshot: Snapshot, file: FilePath, context: ItemContext, typed: string): Completions {
  const taken = new Set(context.taken.map(itemKeyOf));
  const { types, except } = legality(snapshot, file, context);
  const near = nearKeys(snapshot, file, typed);
  const candidates = (query: TextQuery): ReadonlySet<Item> => {
    const fits = ({ type, dialect, fact }: Item): boolean =>
      dialect === 'lifetrace' && types.has(type) && query.matches(searchText(fact));
    const found = snapshot.search(types, query, MAX_CANDIDATES);
    // Where not all were found that fit, those that are near or called so must not be missing.
    const likely = found.length < MAX_CANDIDATES ? [] : likelyKeys(snapshot, types, near);
    const all = [...definedAmong(snapshot, likely).filter(fits), ...found];
    return new Set(all.filter((item) => !isRetired(item) && !taken.has(item.key) && item.key !== except));
  };
  const defined = [...types].reduce((sum, type) => sum + (snapshot.definedKeys.get(type)?.length ?? 0), 0);
  const some = defined <= MAX_CANDIDATES ? candidates(ANYTHING) : undefined;
  const incomplete = some === undefined || some.size > MAX_ENTRIES;
  const fitting = incomplete ? candidates(queryOf(typed)) : some;
  const entries = byRelevance(snapshot, near, [...fitting])
    .slice(0, MAX_ENTRIES)
    .map((item, index) => entryOf(item, index, context.replace));
  return { entries, incomplete: incomplete || !snapshot.whole };
}

/** Which items the tag or field may name: their types, and a single one that it may not. */
function legality(
  snapshot: Snapshot,
  file: FilePath,
  context: ItemContext,
): { readonly types: ReadonlySet<string>; readonly except: ItemKey | undefined } {
  const { profile, reading } = snapshot.config;
  const defined = [...snapshot.definedKeys.keys()];
  const ofTypes = (isLegal: (type: string) => boolean, except?: ItemKey) => ({
    types: new Set(defined.filter(isLegal)),
    except,
  });
  if (context.kind === 'tagTarget') {
    const test = isTestCode(snapshot, file, context.replace);
    return ofTypes((type) => isLegalTag(profile, context.keyword, test, type));
  }
  const { link, owner } = context;
  const resolved = owner === undefined ? undefined : reading.ids.resolve(owner);
  const from = context.ownerType ?? resolved?.type;
  if (from !== undefined) return ofTypes((type) => isLegalLink(profile, link, from, type), resolved?.key);
  const anyTarget = new Set([...(profile.legality.get(link) ?? [])].map((pair) => pair.slice(pair.indexOf('>') + 1)));
  return ofTypes((type) => anyTarget.has(type));
}

function entryOf(item: Item, index: number, replace: Span): CompletionEntry {
  return {
    kind: 'item',
    label: item.id,
    detail: item.title,
    filterText: `${item.id} ${item.title}`,
    sortText: ordinal(index),
    insertText: item.id,
    replace,
    item: item.key,
  };
}

const ANYTHING: TextQuery = { letters: 0, matches: () => true };

/** What has the typed letters in this order. */
function queryOf(typed: string): TextQuery {
  const letters = typed.toLowerCase().replace(/\s+/g, '');
  return { letters: lettersIn(letters), matches: (text) => holdsInOrder(text, letters) };
}

function ordinal(index: number): string {
  return String(index).padStart(6, '0');
}

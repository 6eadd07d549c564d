import type { TagFact } from '../../model/facts.ts';
import { isLegalTag } from '../../trace/legality.ts';
import type { Snapshot, Tag } from '../../trace/snapshot.ts';
import { type FileChange, type Texts, verified } from './fileChange.ts';

/** Another way to write a tag, which says the same. */
export interface TagRewrite {
  /** For a person, as plain text. */
  readonly title: string;
  readonly change: FileChange;
}

/** Keywords that say the same, for code that is no test. */
const SAME: Partial<Record<TagFact['keyword'], TagFact['keyword']>> = {
  implements: 'satisfies',
  satisfies: 'implements',
  risk: 'mitigates',
  mitigates: 'risk',
};

/**
 * How the tag at an offset can be written otherwise without a change of what it says: with `\` in place of `@` as in
 * Doxygen, and with the other keyword of the same meaning. No tag has a counterpart in another notation: the IDs of
 * OpenFastTrace and ours never name the same item, and there each tag is an item itself, which covers a need or is a
 * finding. In ours it would be neither (docs/edits.md).
 */
export function tagRewrites(snapshot: Snapshot, texts: Texts, tag: Tag): readonly TagRewrite[] {
  const { file, fact } = tag;
  const text = texts(file);
  if (text === undefined || fact.dialect !== 'lifetrace') return [];
  const { start } = fact.tagSpan;
  const marker = text.charAt(start);
  const written = text.slice(start + 1, start + 1 + fact.keyword.length);
  if ((marker !== '@' && marker !== '\\') || written !== fact.keyword) return [];
  const other = marker === '@' ? '\\' : '@';
  const synonym = synonymOf(snapshot, tag);
  const wholeMarker = { start, end: start + 1 };
  const wholeKeyword = { start: start + 1, end: start + 1 + written.length };
  const candidates = [
    rewrite(snapshot, text, tag, wholeMarker, other, `${other}${written}`),
    synonym === undefined ? undefined : rewrite(snapshot, text, tag, wholeKeyword, synonym, `${marker}${synonym}`),
  ];
  return candidates.filter((each) => each !== undefined);
}

/** Only where the keyword may name every item that the tag names, so that the rewritten tag is no finding. */
function synonymOf(snapshot: Snapshot, { file, fact, test }: Tag): string | undefined {
  const keyword = SAME[fact.keyword];
  if (keyword === undefined || keyword === 'covers' || test) return undefined;
  const named = (snapshot.tagsByFile.get(file) ?? []).filter((each) => each.fact.tagSpan.start === fact.tagSpan.start);
  const legal = named.every(({ target }) => target && isLegalTag(snapshot.config.profile, keyword, false, target.type));
  return legal ? keyword : undefined;
}

function rewrite(
  snapshot: Snapshot,
  text: string,
  { file, fact }: Tag,
  span: FileChange['span'],
  by: string,
  shown: string,
): TagRewrite | undefined {
  const targetsOf = (tags: readonly TagFact[]): string =>
    tags.map(({ dialect, targetKey, unit, local }) => `${dialect} ${targetKey} ${unit} ${local === true}`).join('\n');
  const before = targetsOf(snapshot.files.get(file)?.tags ?? []);
  const change = verified(snapshot, text, { file, span, text: by }, ({ tags }) => targetsOf(tags) === before);
  return change && { title: `Rewrite “${text.charAt(fact.tagSpan.start)}${fact.keyword}” as “${shown}”`, change };
}

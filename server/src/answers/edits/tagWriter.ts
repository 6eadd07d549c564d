import type { FileFacts, TagKeyword, UnitFact } from '../../model/facts.ts';
import { legalKeywords } from '../../rules/legalChoices.ts';
import type { Item } from '../../trace/item.ts';
import type { CodeUnit, Snapshot } from '../../trace/snapshot.ts';
import { commentWords, inDocumentation } from './commentWriter.ts';
import { type FileChange, type Texts, verified } from './fileChange.ts';

/** Only such an ID is written into code: nothing that could end a comment. */
const WRITABLE = /^[\p{L}\p{N}](?:[\p{L}\p{N}_.-]{0,198}[\p{L}\p{N}])?$/u;

/** The keyword by which a unit may name an item, or undefined when none may. */
export function keywordFor({ config: { profile } }: Snapshot, test: boolean, item: Item): TagKeyword | undefined {
  return WRITABLE.test(item.id) ? legalKeywords(profile, test, item.type)[0] : undefined;
}

/** Writes a tag that names `item` on a unit, in its documentation or as a new comment. */
export function writeTag(snapshot: Snapshot, texts: Texts, unit: CodeUnit, item: Item): FileChange | undefined {
  const text = texts(unit.file);
  const facts = snapshot.files.get(unit.file);
  const keyword = keywordFor(snapshot, unit.test, item);
  const { nameSpan, name } = unit.fact;
  if (!facts || keyword === undefined || text?.slice(nameSpan.start, nameSpan.end) !== name) return undefined;
  for (const { at, text: words } of inDocumentation(text, facts, unit.fact, commentWords(`@${keyword} ${item.id}`))) {
    const change = { file: unit.file, span: { start: at, end: at }, text: words };
    const safe = verified(snapshot, text, change, (after) => {
      const index = sameUnit(facts, unit.fact, after);
      return after.tags.some(
        (tag) => tag.unit === index && tag.local !== true && tag.keyword === keyword && tag.targetKey === item.key,
      );
    });
    if (safe) return safe;
  }
  return undefined;
}

/** Index of a unit among facts that were read anew; -1 where the units are others by then. */
function sameUnit(before: FileFacts, unit: UnitFact, after: FileFacts): number {
  if (before.units.length !== after.units.length) return -1;
  const index = before.units.findIndex(({ nameSpan }) => nameSpan.start === unit.nameSpan.start);
  return after.units[index]?.qualifiedName === unit.qualifiedName ? index : -1;
}

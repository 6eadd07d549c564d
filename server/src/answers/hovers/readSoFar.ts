import { typeLabel } from '../../model/itemType.ts';
import { allOf } from '../../model/steps.ts';
import type { Item } from '../../trace/item.ts';
import type { CodeUnit } from '../../trace/snapshot.ts';
import { ownImplementations } from '../implementations.ts';
import { ownTestsInSteps, type TestOf } from '../tests.ts';
import { codeText } from './codeText.ts';
import { linkLines } from './generic.ts';
import {
  dotted,
  type HoverContext,
  type HoverLines,
  heading,
  idOf,
  labelled,
  listed,
  listedAs,
  ownWords,
  statusWord,
  titled,
} from './hoverContext.ts';

/**
 * An item while files are still being read: its own words and what has been read of its links. Nothing here says that
 * something is not on record, or follows from the whole project: both may be otherwise a moment later. Made in one go: an answer in turns begins
 * anew with every file that comes in, and there is always a next one.
 */
export function readSoFarLines(context: HoverContext, item: Item): HoverLines {
  const { snapshot, style } = context;
  const testName = ({ item: record, name }: TestOf): string => (record ? idOf(context, record) : style.code(name));
  return [
    heading(context, item),
    dotted([style.text(typeLabel(item.type), 40), statusWord(context, item)]),
    ownWords(context, item),
    ...linkLines(context, item),
    labelled(context, 'Code', allOf(codeText(context, ownImplementations(snapshot, item)))),
    labelled(context, 'Tests', listedAs(allOf(ownTestsInSteps(snapshot, item)), testName)),
  ];
}

/** An ID that nothing read so far defines. */
export function notReadLines({ style }: HoverContext, id: string): readonly string[] {
  return [`${style.strong(id)} has not been read yet.`];
}

/** Code while files are still being read: what it traces to, as far as that has been read. */
export function unitSoFarLines(context: HoverContext, unit: CodeUnit): HoverLines {
  if (unit.test || unit.traces.length === 0) return [];
  const traces = unit.traces.map((item) => titled(context, item));
  return [context.style.code(unit.fact.qualifiedName), labelled(context, 'Implements', listed(traces, ' · '))];
}

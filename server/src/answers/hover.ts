import type { FilePath, Span } from '../model/span.ts';
import type { Steps } from '../model/steps.ts';
import type { Item } from '../trace/item.ts';
import type { CodeUnit, Snapshot, Tag } from '../trace/snapshot.ts';
import { realises } from '../trace/tagMeaning.ts';
import { entityAt, itemOf } from './entityAt.ts';
import { claimLines } from './hovers/claim.ts';
import { codeUnitLines } from './hovers/codeUnit.ts';
import { genericLines } from './hovers/generic.ts';
import type { HoverContext, HoverLines } from './hovers/hoverContext.ts';
import { oftItemLines } from './hovers/oftItem.ts';
import { notReadLines, readSoFarLines, unitSoFarLines } from './hovers/readSoFar.ts';
import { requirementLines } from './hovers/requirement.ts';
import { riskControlLines } from './hovers/riskControl.ts';
import { controlsBehind, protectionLine } from './hovers/riskWords.ts';
import { causeLines, hazardLines, situationLines } from './hovers/situation.ts';
import { softwarePartLines, soupLines } from './hovers/softwarePart.ts';
import { testLines } from './hovers/test.ts';
import type { TextStyle } from './textStyle.ts';
import { type KnownFindings, unfinishedIn, unfinishedText } from './unfinished.ts';

/** What is shown at a token. */
export interface Hover {
  /** The token that it is about. */
  readonly origin: Span;
  /** In the markup of the style that was asked for; all text of the workspace in it is escaped. */
  readonly text: string;
}

/** No description has more lines; what is beyond is said to be. */
const MAX_LINES = 20;

type Describe = (context: HoverContext, item: Item) => Steps<HoverLines>;

/** A description that takes no time worth steps. */
function atOnce(describe: (context: HoverContext, item: Item) => HoverLines): Describe {
  // biome-ignore lint/correctness/useYield: it is one of several that may be long.
  return function* (context, item) {
    return describe(context, item);
  };
}

const BY_TYPE: ReadonlyMap<string, Describe> = new Map<string, Describe>([
  ['UN', requirementLines],
  ['SYS', requirementLines],
  ['SRS', requirementLines],
  ['RC', riskControlLines],
  ['HS', atOnce(situationLines)],
  ['HAZ', atOnce(hazardLines)],
  ['CAUSE', atOnce(causeLines)],
  ['SS', softwarePartLines],
  ['SI', softwarePartLines],
  ['UNIT', softwarePartLines],
  ['SOUP', atOnce(soupLines)],
  ['ST', atOnce(testLines)],
  ['IT', atOnce(testLines)],
  ['UT', atOnce(testLines)],
  ['VAL', atOnce(testLines)],
]);

const OFT = atOnce(oftItemLines);
const GENERIC = atOnce(genericLines);

/**
 * What to show at an offset of a file: the item named there, or the code declared there. A description that is made while
 * files are read or checked ends with a line that says so.
 * In steps: tens of thousands of functions may implement a requirement, and which of them are told is known when all are.
 */
export function* hoverAt(
  snapshot: Snapshot,
  findings: KnownFindings,
  file: FilePath,
  offset: number,
  style: TextStyle,
): Steps<Hover | undefined> {
  const entity = entityAt(snapshot, file, offset);
  if (!entity || entity.kind === 'file') return undefined;
  const context = { snapshot, findings, style, inCode: entity.kind === 'tag' && realises(entity.tag) };
  if (entity.kind === 'unit') return hoverOf(entity.origin, joined(context, unitLinesOf(context, entity.unit)));
  if (entity.kind === 'claim') return hoverOf(entity.origin, joined(context, claimLines(context, entity.tag)));
  const item = itemOf(entity);
  if (item) {
    const reach = entity.kind === 'tag' ? reachLine(context, entity.tag) : undefined;
    return hoverOf(entity.origin, joined(context, [...(yield* linesOf(context, item)), reach]));
  }
  return snapshot.whole ? undefined : hoverOf(entity.origin, joined(context, notReadLines(context, entity.id)));
}

/** Whoever has put a tag where it reaches no function should not have to find out by a finding elsewhere. */
function reachLine({ snapshot, style }: HoverContext, tag: Tag): string | undefined {
  const reachesNone = tag.fact.local && !tag.unit && !tag.test && snapshot.governed;
  return reachesNone ? style.text('This tag belongs to its place alone: it traces no function.') : undefined;
}

/** Describes an item, for example in the documentation of a completion. In steps. */
export function* describeItem(
  snapshot: Snapshot,
  findings: KnownFindings,
  item: Item,
  style: TextStyle,
): Steps<string> {
  const context = { snapshot, findings, style };
  return joined(context, yield* linesOf(context, item));
}

function unitLinesOf(context: HoverContext, unit: CodeUnit): HoverLines {
  return context.snapshot.whole ? codeUnitLines(context, unit) : unitSoFarLines(context, unit);
}

function* linesOf(context: HoverContext, item: Item): Steps<HoverLines> {
  if (!context.snapshot.whole) return readSoFarLines(context, item);
  const describe = item.fact.dialect === 'oft' ? OFT : (BY_TYPE.get(item.type) ?? GENERIC);
  const lines = yield* describe(context, item);
  if (context.inCode !== true) return lines;
  const [name, kind, ...rest] = lines;
  return [name, kind, protectionLine(context, controlsBehind(item), 'This line protects against'), ...rest];
}

function joined({ style, findings }: HoverContext, lines: HoverLines): string {
  const filled = lines.filter((line): line is string => line !== undefined && line !== '');
  if (filled.length === 0) return '';
  const unfinished = unfinishedIn(findings);
  const rest = filled.length - MAX_LINES;
  return style.lines([
    ...(rest > 0 ? [...filled.slice(0, MAX_LINES - 1), `and ${rest + 1} more lines`] : filled),
    ...(unfinished ? [unfinishedText(unfinished, 'what refers to this')] : []),
  ]);
}

function hoverOf(origin: Span, text: string): Hover | undefined {
  return text === '' ? undefined : { origin, text };
}

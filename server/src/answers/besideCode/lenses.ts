import { isDomainType } from '../../model/itemType.ts';
import { lineColumnAt } from '../../model/lineIndex.ts';
import type { FilePath, Span } from '../../model/span.ts';
import { isUntraced } from '../../rules/units.ts';
import { attribute, type Item, isRetired } from '../../trace/item.ts';
import { type CodeUnit, type Snapshot, someIncomingLink } from '../../trace/snapshot.ts';
import { type GoToPlace, inOrder, placeOfItem } from '../codePlace.ts';
import { implementationsOf } from '../implementations.ts';
import { testsOf } from '../tests.ts';
import { demandingLevel, isOutOfSight, isTracedByItself } from './unitMarks.ts';
import { testedFor } from './unitTrace.ts';

/** What a lens tells about: what a unit traces to, or how many places realise or test an item or what a unit traces to. */
export type LensQuestion = 'trace' | 'implementations' | 'tests';

/** A line above a unit or an item, before anybody has looked at it. */
export interface Lens {
  /** Where it stands: the name of the unit, or the ID of the item. */
  readonly span: Span;
  /** ID of the unit, or key of the item. */
  readonly subject: string;
  readonly question: LensQuestion;
}

/** What a lens says, and where it leads. */
export interface LensText {
  readonly title: string;
  /** Empty where there is nothing to go to. */
  readonly places: readonly GoToPlace[];
}

/** Types of our own notation that others realise and test. */
const REALISED: ReadonlySet<string> = new Set(['UN', 'SYS', 'SRS', 'SDD', 'UNIT', 'RC', 'HS']);

/** More places than this nobody goes through from a lens, and counting all of them would hold up whoever scrolls past it. */
const MOST_COUNTED = 1000;

/** So many IDs are named in one line. */
const MOST_NAMES = 3;

/**
 * The lenses of a file, in order of offset. In code: units that trace by themselves, and those that lack a trace above the
 * lowest class; nothing in tests and generated code. In specs: items that others realise, as far as anything points to
 * them. What they say is worked out when somebody looks, see {@link lensText}.
 */
export function lensesIn(snapshot: Snapshot, file: FilePath): readonly Lens[] {
  const units = (snapshot.unitsByFile.get(file) ?? []).filter((unit) => hasLens(snapshot, unit));
  const items = (snapshot.itemsByFile.get(file) ?? []).filter((item) => isPointedAt(snapshot, item));
  return [
    ...units.flatMap(({ id: subject, fact: { nameSpan: span }, traced }): readonly Lens[] => [
      { span, subject, question: 'trace' },
      ...(traced ? [{ span, subject, question: 'tests' } as const] : []),
    ]),
    ...items.flatMap(({ key: subject, fact: { idSpan: span } }): readonly Lens[] => [
      { span, subject, question: 'implementations' },
      { span, subject, question: 'tests' },
    ]),
  ].sort((a, b) => a.span.start - b.span.start);
}

/** What a lens says now; undefined when what it is about has gone. */
export function lensText(snapshot: Snapshot, file: FilePath, { subject, question }: Lens): LensText | undefined {
  const unit = snapshot.unitsByFile.get(file)?.find(({ id }) => id === subject);
  if (unit) return question === 'trace' ? traceText(snapshot, file, unit) : testsText(snapshot, testedFor(unit));
  const item = snapshot.itemsByFile.get(file)?.find(({ key, primary }) => key === subject && primary);
  if (!item) return undefined;
  if (question === 'tests') return testsText(snapshot, [item]);
  return counted(implementationsOf(snapshot, item, MOST_COUNTED + 1), 'implementation');
}

/** True for a unit above which a lens says what it traces to, and its class. */
export function hasLens(snapshot: Snapshot, unit: CodeUnit): boolean {
  if (isOutOfSight(snapshot, unit)) return false;
  if (isTracedByItself(unit)) return true;
  return demandingLevel(snapshot, unit) !== undefined && isUntraced(unit, snapshot);
}

function isPointedAt(snapshot: Snapshot, item: Item): boolean {
  if (!item.primary || isRetired(item)) return false;
  const foreign = !isDomainType(item.type) && !/test$/i.test(item.type);
  if (!foreign && !REALISED.has(item.type)) return false;
  if (item.type === 'UNIT' && attribute(item, 'path') !== undefined) return true;
  return snapshot.isTagged(item.key) || someIncomingLink(snapshot, item, () => true);
}

function traceText(snapshot: Snapshot, file: FilePath, unit: CodeUnit): LensText {
  const traces = [...new Set(unit.traces)];
  const further = traces.length - MOST_NAMES;
  const names = traces.slice(0, MOST_NAMES).map(({ id }) => id);
  const words = traces.length === 0 ? 'no trace' : `implements ${names.join(', ')}${further > 0 ? ` +${further}` : ''}`;
  const { level: label } = snapshot.config.profile.labels;
  const level = snapshot.governed && unit.level !== undefined ? ` · ${label} ${unit.level}` : '';
  const name = sharesLine(snapshot, file, unit) ? `${unit.fact.name}: ` : '';
  return { title: `${name}${words}${level}`, places: inOrder(traces.map(placeOfItem)) };
}

/** True where lenses of several units stand in one line, so that each has to say whose it is. */
function sharesLine(snapshot: Snapshot, file: FilePath, unit: CodeUnit): boolean {
  const starts = snapshot.files.get(file)?.lineStarts ?? [0];
  const lineOf = ({ fact }: CodeUnit): number => lineColumnAt(starts, fact.nameSpan.start).line;
  const line = lineOf(unit);
  const others = snapshot.unitsByFile.get(file) ?? [];
  return others.some((other) => other.id !== unit.id && lineOf(other) === line && hasLens(snapshot, other));
}

function testsText(snapshot: Snapshot, items: readonly Item[]): LensText {
  const tests = items.flatMap((item): readonly GoToPlace[] => testsOf(snapshot, item, MOST_COUNTED + 1));
  return counted(inOrder(tests), 'test');
}

function counted(places: readonly GoToPlace[], noun: string): LensText {
  const { length } = places;
  if (length > MOST_COUNTED) return { title: `${MOST_COUNTED}+ ${noun}s`, places: places.slice(0, MOST_COUNTED) };
  return { title: length === 0 ? `no ${noun}` : `${length} ${noun}${length === 1 ? '' : 's'}`, places };
}

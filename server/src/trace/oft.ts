import { compareText } from '../model/compare.ts';
import type { FileFacts, ItemFact, LinkFact, SpannedText, TagFact } from '../model/facts.ts';
import { lineColumnAt } from '../model/lineIndex.ts';
import type { FilePath, Span } from '../model/span.ts';
import { oftIdText, oftKeyOf, parseOftId } from '../read/dialects/oft/oftId.ts';
import { crc32 } from './oft/checksum.ts';
import { deepCoverageOf } from './oft/deepCoverage.ts';
import type { OftDeepCoverage, OftItem, OftItemStatus, OftLink, OftLinkStatus, OftSummary } from './oft/oftItem.ts';

/** Everything that OpenFastTrace would say about a project. */
export interface OftTrace {
  /** In order of file and place; within a file specification items before tags. */
  readonly items: readonly OftItem[];
  readonly byItem: ReadonlyMap<ItemFact, OftItem>;
  readonly byTag: ReadonlyMap<TagFact, OftItem>;
  readonly summary: OftSummary;
  /** What became of a tag's reference; `outdated` where both older and newer revisions exist. */
  readonly statusOfTag: (tag: TagFact) => OftLinkStatus;
}

interface Reference {
  readonly key: string;
  readonly revision: number;
  readonly span: Span;
}

/** An item while links are being added to it. */
interface MutableItem extends OftItem {
  readonly key: string;
  readonly references: readonly Reference[];
  readonly outgoing: OftLink[];
  readonly incoming: OftLink[];
  duplicates: number;
  missing: readonly SpannedText[];
  missingApproved: readonly SpannedText[];
  deep: OftDeepCoverage;
  deepApproved: OftDeepCoverage;
  defect: boolean;
}

type Origin = Pick<MutableItem, 'id' | 'key' | 'type' | 'name' | 'revision' | 'status' | 'needs' | 'references'> & {
  readonly span: Span;
  readonly item?: ItemFact;
  readonly tag?: TagFact;
};

const STATUSES: ReadonlyMap<string, OftItemStatus> = new Map(
  (['approved', 'proposed', 'draft', 'rejected'] as const).map((status) => [status, status]),
);

function statusOf(item: ItemFact): OftItemStatus {
  const values = item.attributes.filter((attribute) => attribute.name === 'status').flatMap(({ values }) => values);
  return STATUSES.get(values.at(-1)?.text.toLowerCase() ?? '') ?? 'approved';
}

function referencesOf(links: readonly LinkFact[]): Reference[] {
  return links
    .filter((link) => link.kind === 'covers')
    .map(({ toKey, revision = 0, span }) => ({ key: toKey, revision, span }));
}

function ofItem(item: ItemFact): Origin {
  const { id, key, type, revision = 0, idSpan: span, needs, links } = item;
  const name = key.slice(key.indexOf('~') + 1);
  return { id, key, type, name, revision, span, item, status: statusOf(item), needs, references: referencesOf(links) };
}

function ofTag(tag: TagFact, path: FilePath, line: number, ordinal: number): Origin {
  const { type, name: given, revision, needs } = tag.covering ?? { type: 'impl', revision: 0, needs: [] };
  const covered = parseOftId(tag.target) ?? { type: '', name: tag.target, revision: 0 };
  const unique = `${covered.name}-${crc32(`${path}${line}${ordinal}${oftIdText(covered)}`)}`;
  const name = given ?? (needs.length > 0 ? covered.name : unique);
  return {
    id: oftIdText({ type, name, revision }),
    key: oftKeyOf({ type, name }),
    type,
    name,
    revision,
    span: tag.tagSpan,
    tag,
    status: 'approved',
    needs,
    references: [{ key: tag.targetKey, revision: tag.revision ?? 0, span: tag.span }],
  };
}

function originsIn(file: FileFacts): Origin[] {
  let lastLine = 0;
  let ordinal = 0;
  const tags = file.tags
    .filter((tag) => tag.dialect === 'oft')
    .map((tag) => {
      const line = lineColumnAt(file.lineStarts, tag.tagSpan.start).line + 1;
      ordinal = line === lastLine ? ordinal + 1 : 0;
      lastLine = line;
      return ofTag(tag, file.path, line, ordinal);
    });
  return [...file.items.filter((item) => item.dialect === 'oft').map(ofItem), ...tags];
}

function itemOf(origin: Origin, file: FilePath): MutableItem {
  return {
    id: origin.id,
    key: origin.key,
    type: origin.type,
    name: origin.name,
    revision: origin.revision,
    file,
    span: origin.span,
    item: origin.item,
    tag: origin.tag,
    status: origin.status,
    needs: origin.needs,
    references: origin.references,
    outgoing: [],
    incoming: [],
    duplicates: 0,
    missing: [],
    missingApproved: [],
    deep: 'covered',
    deepApproved: 'covered',
    defect: false,
  };
}

/** Items by their whole ID and by their ID without revision. */
class Index {
  private readonly exact = new Map<string, MutableItem[]>();
  private readonly anyRevision = new Map<string, MutableItem[]>();

  constructor(items: readonly MutableItem[]) {
    for (const item of items) {
      const same = this.exact.get(`${item.key}~${item.revision}`);
      if (same) same.push(item);
      else this.exact.set(`${item.key}~${item.revision}`, [item]);
      const revisions = this.anyRevision.get(item.key);
      if (revisions) revisions.push(item);
      else this.anyRevision.set(item.key, [item]);
    }
    for (const same of this.exact.values()) for (const item of same) item.duplicates = same.length - 1;
  }

  withId(key: string, revision: number): readonly MutableItem[] {
    return this.exact.get(`${key}~${revision}`) ?? [];
  }

  withKey(key: string): readonly MutableItem[] {
    return this.anyRevision.get(key) ?? [];
  }
}

function addLink(
  from: MutableItem,
  { key, revision, span }: Reference,
  status: OftLinkStatus,
  to: readonly MutableItem[],
): OftLink {
  const targetName = key.slice(key.indexOf(':') + 1);
  const link = { status, from, target: `${targetName}~${revision}`, targetName, span, to };
  from.outgoing.push(link);
  return link;
}

function linkUp(from: MutableItem, reference: Reference, index: Index): void {
  const same = index.withId(reference.key, reference.revision);
  const [first] = same;
  if (first) {
    if (!first.needs.some((need) => need.text === from.type)) {
      first.incoming.push(addLink(from, reference, 'unwanted', [first]));
    } else if (same.length > 1) addLink(from, reference, 'ambiguous', same);
    else first.incoming.push(addLink(from, reference, 'covers', [first]));
    return;
  }
  const others = index.withKey(reference.key);
  const newer = others.filter((other) => other.revision > reference.revision);
  const older = others.filter((other) => other.revision < reference.revision);
  if (others.length === 0) addLink(from, reference, 'orphaned', []);
  if (newer.length > 0) {
    const link = addLink(from, reference, 'outdated', newer);
    for (const other of newer) other.incoming.push(link);
  }
  if (older.length > 0) {
    const link = addLink(from, reference, 'predated', older);
    for (const other of older) other.incoming.push(link);
  }
}

function missingFrom(item: MutableItem, onlyApproved: boolean): SpannedText[] {
  const covering = item.incoming.filter((link) => link.status === 'covers').map((link) => link.from);
  const settled = new Set(covering.filter((by) => !onlyApproved || by.status === 'approved').map((by) => by.type));
  const missing: SpannedText[] = [];
  for (const need of item.needs) {
    if (settled.has(need.text)) continue;
    settled.add(need.text);
    missing.push(need);
  }
  return missing;
}

function isDefect(item: MutableItem): boolean {
  if (item.duplicates > 0) return true;
  if (item.status === 'rejected') return false;
  const bad = [...item.outgoing, ...item.incoming].some((link) => link.status !== 'covers');
  return bad || item.deep !== 'covered';
}

function summaryOf(items: readonly OftItem[]): OftSummary {
  const types = new Map<string, number>();
  for (const { type } of items) types.set(type, (types.get(type) ?? 0) + 1);
  const tags = items.filter((item) => item.tag !== undefined).length;
  return {
    items: items.length,
    specificationItems: items.length - tags,
    tags,
    links: items.reduce((sum, item) => sum + item.outgoing.filter((link) => link.status === 'covers').length, 0),
    defects: items.filter((item) => item.defect).length,
    types: Object.fromEntries([...types].sort(([a], [b]) => compareText(a, b))),
  };
}

/**
 * Traces OpenFastTrace items and tags as OpenFastTrace 4.6 does: the first of several definitions (in the order of
 * `files`) takes the references. Unlike there, a chain that leads into a circle of other items ends as `cycle`.
 */
export function traceOft(files: Iterable<FileFacts>): OftTrace {
  const items = [...files].flatMap((file) => originsIn(file).map((origin) => itemOf(origin, file.path)));
  const index = new Index(items);
  for (const item of items) for (const reference of item.references) linkUp(item, reference, index);
  for (const item of items) {
    item.missing = missingFrom(item, false);
    item.missingApproved = missingFrom(item, true);
  }
  const coverage = deepCoverageOf(items);
  for (const item of items) {
    const deep = coverage.get(item);
    if (deep) {
      item.deep = deep.all;
      item.deepApproved = deep.approved;
    }
    item.defect = isDefect(item);
  }
  const byTag = new Map(items.flatMap((each) => (each.tag ? [[each.tag, each] as const] : [])));
  return {
    items,
    byItem: new Map(items.flatMap((each) => (each.item ? [[each.item, each] as const] : []))),
    byTag,
    summary: summaryOf(items),
    statusOfTag: (tag) => byTag.get(tag)?.outgoing[0]?.status ?? 'orphaned',
  };
}

import type { IdScheme, ResolvedId } from '../config/idScheme.ts';
import type { ReadingConfig } from '../config/readingConfig.ts';
import { entryOf, parseYaml, scalarsOf, type YamlEntry, type YamlNode } from '../config/yamlTree.ts';
import type { ItemFact, ReadProblem, SpannedText, SuppressionFact } from '../model/facts.ts';
import type { Span } from '../model/span.ts';
import { fieldName, type RawField, sortFields } from './fields.ts';
import type { SpecFacts } from './markdown.ts';

/** An item as a YAML map gives it, before its fields are sorted. */
export interface YamlItem {
  readonly id: SpannedText;
  readonly resolved: ResolvedId;
  readonly type: string;
  readonly title: string;
  readonly text: string;
  readonly fields: readonly RawField[];
}

/** An `id` key, or a key that ends in a digit: a text without either holds no item, and need not be parsed. */
const MAY_HOLD_ITEMS = /(?:^|[\s{,"'])(?:id["']?[ \t]*:|[A-Za-z][\w.-]*\d[a-z]?["']?[ \t]*:)/;

/** Containers such as `items:` or `requirements:` may hold the items; deeper than this nobody puts them. */
const MAX_CONTAINER_DEPTH = 3;

const LOOKS_LIKE_ID = /^[A-Z][A-Z0-9]{0,9}[-_]\d+$/;

/**
 * Reads YAML specs: one item, a list of items, or a map from ID to item, at the top or below a key that only groups
 * them. Syntax errors are reported where the file holds items or the project has declared itself; whatever could be
 * parsed is still read.
 */
export function readYaml(text: string, reading: ReadingConfig): SpecFacts {
  if (!MAY_HOLD_ITEMS.test(text)) return { items: [], suppressions: [], problems: [] };
  const tree = parseYaml(text);
  const items: ItemFact[] = [];
  const suppressions: SuppressionFact[] = [];
  const problems: ReadProblem[] = [];
  const add = (item: YamlItem, span: Span): void => {
    const sorted = sortFields(item.fields, span, reading.ids);
    suppressions.push(...sorted.suppressions);
    problems.push(...sorted.problems);
    items.push({
      dialect: 'lifetrace',
      id: item.id.text,
      key: item.resolved.key,
      type: item.type,
      idSpan: item.id.span,
      span,
      title: item.title,
      text: item.text,
      attributes: sorted.attributes,
      links: sorted.links,
      needs: [],
    });
  };
  const walk = (node: YamlNode, depth: number): void => {
    if (node.kind === 'scalar' || depth > MAX_CONTAINER_DEPTH) return;
    if (node.kind === 'list') {
      for (const entry of node.entries) walk(entry, depth + 1);
      return;
    }
    const item = fieldsOfYaml(node, reading.ids);
    if (item) {
      add(item, node.span);
      return;
    }
    const id = entryOf(node, 'id')?.value;
    if (id?.kind === 'scalar' && reading.declared && LOOKS_LIKE_ID.test(id.text)) {
      problems.push({
        code: 'LT003',
        message: `“${id.text}” is not a valid item ID (expected a known prefix and a number, for example ${reading.ids.example}).`,
        span: id.span,
      });
    }
    for (const entry of node.entries) {
      const resolved = entry.value.kind === 'map' ? reading.ids.resolve(entry.key) : undefined;
      if (resolved) {
        add(yamlItem({ text: entry.key, span: entry.keySpan }, resolved, entry.value), {
          start: entry.keySpan.start,
          end: entry.value.span.end,
        });
      } else {
        walk(entry.value, depth + 1);
      }
    }
  };
  for (const root of tree.roots) walk(root, 0);
  if (items.length > 0 || reading.declared) problems.push(...tree.problems);
  return { items, suppressions, problems };
}

/** The item that a map with an `id` of the project is, or undefined. */
export function fieldsOfYaml(node: YamlNode, ids: IdScheme): YamlItem | undefined {
  const id = entryOf(node, 'id')?.value;
  if (id?.kind !== 'scalar') return undefined;
  const resolved = ids.resolve(id.text);
  return resolved ? yamlItem(id, resolved, node) : undefined;
}

function yamlItem(id: SpannedText, resolved: ResolvedId, node: YamlNode): YamlItem {
  const entries = node.kind === 'map' ? node.entries : [];
  const textOf = (key: string): string => {
    const value = entries.find((entry) => entry.key === key)?.value;
    return value?.kind === 'scalar' ? value.text : '';
  };
  return {
    id: { text: id.text, span: id.span },
    resolved,
    type: textOf('type') === '' ? resolved.type : textOf('type'),
    title: textOf('title'),
    text: textOf('text') === '' ? textOf('description') : textOf('text'),
    fields: entries
      .filter((entry) => !['id', 'title', 'text', 'type'].includes(entry.key))
      .flatMap((entry) => flatten(entry, '')),
  };
}

/** Flattens nested maps to dotted names; scalars and lists become the values of a field. */
function flatten(entry: YamlEntry, prefix: string): readonly RawField[] {
  const key = prefix === '' ? (fieldName(entry.key) ?? entry.key) : `${prefix}.${entry.key}`;
  if (entry.value.kind === 'map') return entry.value.entries.flatMap((child) => flatten(child, key));
  const values = scalarsOf(entry.value).map((scalar) => ({ text: scalar.text, span: scalar.span }));
  return [{ key, keySpan: entry.keySpan, values }];
}

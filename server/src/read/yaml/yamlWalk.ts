import type { ReadingConfig } from '../../config/readingConfig.ts';
import type { YamlNode } from '../../config/yamlNode.ts';
import { entryOf } from '../../config/yamlTree.ts';
import type { ItemFact, ReadProblem, SuppressionFact } from '../../model/facts.ts';
import type { Span } from '../../model/span.ts';
import { sortFields } from '../fields.ts';
import type { SpecFacts } from '../specFacts.ts';
import { meansRecord } from './meansRecord.ts';
import { fieldsOfYaml, type YamlItem, yamlItem } from './yamlItem.ts';

/** Containers such as `items:` or `requirements:` may hold the items; deeper than this nobody puts them. */
export const MAX_CONTAINER_DEPTH = 3;

const LOOKS_LIKE_ID = /^[A-Z][A-Z0-9]{0,9}[-_]\d+$/;

/** The items in a tree that stands `depth` lists and maps deep in its document. */
export function itemsIn(tree: YamlNode, depth: number, reading: ReadingConfig): SpecFacts {
  const walk = new ItemWalk(reading);
  walk.visit(tree, depth);
  return walk;
}

class ItemWalk implements SpecFacts {
  readonly items: ItemFact[] = [];
  readonly suppressions: SuppressionFact[] = [];
  readonly problems: ReadProblem[] = [];
  readonly #reading: ReadingConfig;

  constructor(reading: ReadingConfig) {
    this.#reading = reading;
  }

  visit(node: YamlNode, depth: number): void {
    if (node.kind === 'scalar' || depth > MAX_CONTAINER_DEPTH) return;
    if (node.kind === 'list') {
      for (const entry of node.entries) this.visit(entry, depth + 1);
      return;
    }
    const { ids } = this.#reading;
    const item = fieldsOfYaml(node, ids);
    if (item) {
      this.#add(item, node.span);
      return;
    }
    this.#remarkOnId(node);
    for (const entry of node.entries) {
      const resolved = entry.value.kind === 'map' ? ids.resolve(entry.key) : undefined;
      if (resolved && meansRecord(entry.key, entry.value, ids)) {
        this.#add(yamlItem({ text: entry.key, span: entry.keySpan }, resolved, entry.value), {
          start: entry.keySpan.start,
          end: entry.value.span.end,
        });
      } else {
        this.visit(entry.value, depth + 1);
      }
    }
  }

  #remarkOnId(node: YamlNode): void {
    const id = entryOf(node, 'id')?.value;
    if (id?.kind !== 'scalar' || !this.#reading.declared || !LOOKS_LIKE_ID.test(id.text)) return;
    this.problems.push({
      code: 'LT003',
      message: `“${id.text}” is not a valid item ID (expected a known prefix and a number, for example ${this.#reading.ids.example}).`,
      span: id.span,
    });
  }

  #add(item: YamlItem, span: Span): void {
    const sorted = sortFields(item.fields, span, this.#reading.ids);
    for (const suppression of sorted.suppressions) this.suppressions.push(suppression);
    for (const problem of sorted.problems) this.problems.push(problem);
    this.items.push({
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
  }
}

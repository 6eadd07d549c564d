import type { IdScheme, ResolvedId } from '../../config/idScheme.ts';
import type { YamlEntry, YamlNode } from '../../config/yamlNode.ts';
import { entryOf, scalarsOf } from '../../config/yamlTree.ts';
import type { SpannedText } from '../../model/facts.ts';
import { typeNamed } from '../../model/itemType.ts';
import { fieldName, type RawField } from '../fields.ts';
import { meansRecord } from './meansRecord.ts';

/** An item as a YAML map gives it, before its fields are sorted. */
export interface YamlItem {
  readonly id: SpannedText;
  readonly resolved: ResolvedId;
  readonly type: string;
  readonly title: string;
  readonly text: string;
  readonly fields: readonly RawField[];
}

/** The item that a map with an `id` of the project is, or undefined. */
export function fieldsOfYaml(node: YamlNode, ids: IdScheme): YamlItem | undefined {
  const id = entryOf(node, 'id')?.value;
  if (id?.kind !== 'scalar') return undefined;
  const resolved = ids.resolve(id.text);
  return resolved && meansRecord(id.text, node, ids) ? yamlItem(id, resolved, node) : undefined;
}

/** The item of an ID and the value that holds its fields. */
export function yamlItem(id: SpannedText, resolved: ResolvedId, node: YamlNode): YamlItem {
  const entries = node.kind === 'map' ? node.entries : [];
  const textOf = (key: string): string => {
    const value = entries.find((entry) => entry.key === key)?.value;
    return value?.kind === 'scalar' ? value.text : '';
  };
  return {
    id: { text: id.text, span: id.span },
    resolved,
    type: textOf('type') === '' ? resolved.type : (typeNamed(textOf('type')) ?? textOf('type')),
    title: textOf('title'),
    text: textOf('text') === '' ? textOf('description') : textOf('text'),
    fields: entries
      .filter((entry) => !['id', 'title', 'text'].includes(entry.key))
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

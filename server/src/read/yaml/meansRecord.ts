import type { IdScheme } from '../../config/idScheme.ts';
import type { YamlEntry, YamlNode } from '../../config/yamlNode.ts';
import { scalarsOf } from '../../config/yamlTree.ts';
import { parseId } from '../../model/itemId.ts';
import { isLinkKind } from '../../model/linkKind.ts';
import { fieldName } from '../fields.ts';

/** An ID as people write one that is meant to be seen: in capitals, with a separator in front of its number. */
const WRITTEN_AS_ID = /^[^a-z]*[-_ ]\d[\d.-]*[a-z]?$/;

/**
 * True when an ID of the project stands for a record in YAML. Jobs of CI, steps, services and schemas are called
 * `test_386`, `step-1` or `SS1` as well, so that an ID that is not written as one counts only with a title, a text or a link
 * below it. `node` holds what would be the fields of the record.
 */
export function meansRecord(id: string, node: YamlNode, ids: IdScheme): boolean {
  if (WRITTEN_AS_ID.test(id) || !parseId(id)) return true;
  return node.kind === 'map' && node.entries.some((entry) => speaksForRecord(entry, ids));
}

function speaksForRecord({ key, value }: YamlEntry, ids: IdScheme): boolean {
  const name = fieldName(key);
  if (name === undefined) return false;
  if (name === 'title' || name === 'text') return value.kind === 'scalar' && !value.empty;
  // `uses: ./test.yml` of a job is no link.
  return isLinkKind(name) && scalarsOf(value).some(({ text }) => ids.resolve(text.split(/[,;\s]/, 1)[0] ?? ''));
}

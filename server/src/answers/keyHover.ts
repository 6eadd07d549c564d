import type { FilePath } from '../model/span.ts';
import { fieldName } from '../read/fields.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { lineAround } from './completing/completionContext.ts';
import { keysOfProject } from './completing/settings.ts';
import { settingsKeyAt } from './completing/settingsPlace.ts';
import type { Hover } from './hover.ts';
import { aboutField, SETTINGS_SCHEMAS } from './schemas/ourSchemas.ts';
import { aboutAt, valuesAt } from './schemas/schema.ts';
import type { TextStyle } from './textStyle.ts';

/** No description of a key is longer. */
const LENGTH = 2000;

const FIELD = /^([ \t]*(?:[-*+][ \t]+)?(?:\*\*|__|`)?["']?)([A-Za-z][\w. -]*?)["']?(?:\*\*|__|`)?[ \t]*:/;

/**
 * What the schemas say about a key at an offset: of a settings file, or a field of a record. `text` is the document as
 * the editor has it.
 */
export function keyHoverAt(
  snapshot: Snapshot,
  file: FilePath,
  text: string,
  offset: number,
  style: TextStyle,
): Hover | undefined {
  return SETTINGS_SCHEMAS.has(file)
    ? settingHover(snapshot, file, text, offset, style)
    : fieldHover(snapshot, file, text, offset, style);
}

function settingHover(
  { config }: Snapshot,
  file: FilePath,
  text: string,
  offset: number,
  style: TextStyle,
): Hover | undefined {
  const schema = SETTINGS_SCHEMAS.get(file);
  const key = schema && settingsKeyAt(text, offset);
  const name = key?.path.at(-1);
  if (!schema || !key || name === undefined) return undefined;
  const own = keysOfProject(config, file, key.path.slice(0, -1)).find((each) => each.name === name);
  const about = own ? [own.detail ?? '', own.about] : [aboutAt(schema, key.path)];
  const values = valuesAt(schema, key.path);
  const lines = [
    ...about.filter((words) => words !== ''),
    ...(values.length > 1 ? [`One of: ${values.join(', ')}`] : []),
  ];
  if (lines.length === 0) return undefined;
  return {
    origin: key.span,
    text: style.lines([style.strong(name), ...lines.map((words) => style.text(words, LENGTH))]),
  };
}

function fieldHover(
  snapshot: Snapshot,
  file: FilePath,
  text: string,
  offset: number,
  style: TextStyle,
): Hover | undefined {
  const items = snapshot.itemsByFile.get(file) ?? [];
  const inRecord = items.some(
    ({ fact }) => fact.dialect === 'lifetrace' && fact.span.start <= offset && offset <= fact.span.end,
  );
  if (!inRecord) return undefined;
  const line = lineAround(text, offset);
  const [, before = '', key = ''] = FIELD.exec(text.slice(line.start, line.end)) ?? [];
  const start = line.start + before.length;
  const name = offset < start || offset > start + key.length ? undefined : fieldName(key);
  const about = name === undefined ? '' : aboutField(name);
  if (name === undefined || about === '') return undefined;
  return {
    origin: { start, end: start + key.length },
    text: style.lines([style.strong(name), style.text(about, LENGTH)]),
  };
}

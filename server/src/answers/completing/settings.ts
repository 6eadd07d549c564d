import { EVIDENCE_FILE, PROJECT_FILE, type ProjectConfig } from '../../config/project.ts';
import { typeLabel } from '../../model/itemType.ts';
import type { FilePath } from '../../model/span.ts';
import { RULE_INFOS } from '../../rules/registry.ts';
import { SETTINGS_SCHEMAS } from '../schemas/ourSchemas.ts';
import { keysAt, type SchemaKey, valuesAt } from '../schemas/schema.ts';
import type { CompletionEntry } from './completionEntry.ts';
import { type SettingsPlace, settingsPlace } from './settingsPlace.ts';

/** Keys and values of a settings file that may stand at an offset, with what its schema says about them. */
export function settingsEntries(
  config: ProjectConfig,
  file: FilePath,
  text: string,
  offset: number,
): readonly CompletionEntry[] {
  const schema = SETTINGS_SCHEMAS.get(file);
  const place = schema && settingsPlace(text, offset);
  if (!schema || !place) return [];
  const { kind, path } = place;
  const values = kind === 'key' ? [] : valuesAt(schema, path);
  if (kind === 'value' || values.length > 0)
    return values.map((word, index) => entry(word, word, '', '', index, place));
  const own = keysOfProject(config, file, path);
  const keys = own.length > 0 ? own : keysAt(schema, path).map((key) => ({ ...key, ...labelled(path, key) }));
  return keys.map(({ name, about, detail = '' }, index) =>
    entry(name, `${quoted(name)}: `, detail, about, index, place),
  );
}

interface NamedKey extends SchemaKey {
  /** Stands behind the key in the list. */
  readonly detail?: string;
}

/** Keys that a schema knows by their shape alone: clauses of the edition that applies, and rules. */
export function keysOfProject(config: ProjectConfig, file: FilePath, path: readonly string[]): readonly NamedKey[] {
  if (file === EVIDENCE_FILE && path.length === 0)
    return config.profile.clauses.map(({ ref, title, summary }) => ({ name: ref, detail: title, about: summary }));
  if (file === PROJECT_FILE && path.length === 1 && path[0] === 'rules')
    return RULE_INFOS.map(({ code, summary }) => ({ name: code, detail: summary, about: '' }));
  return [];
}

function labelled(path: readonly string[], { name }: SchemaKey): { readonly detail: string } {
  const byType = path.length === 1 && (path[0] === 'prefixes' || path[0] === 'opaqueIds');
  return { detail: byType ? typeLabel(name) : '' };
}

/** YAML takes `5.1` for a number. */
function quoted(key: string): string {
  return /^\d/.test(key) ? `"${key}"` : key;
}

function entry(
  label: string,
  insertText: string,
  detail: string,
  about: string,
  index: number,
  { kind, replace }: SettingsPlace,
): CompletionEntry {
  return {
    kind: kind === 'value' || label === insertText ? 'level' : 'field',
    label,
    detail,
    filterText: /^\d/.test(label) ? `"${label} ${detail}` : label,
    sortText: String(index).padStart(6, '0'),
    insertText,
    replace,
    ...(about !== '' && { documentation: about }),
  };
}

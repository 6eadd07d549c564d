import type { YamlEntry, YamlMap, YamlNode } from '../../config/yamlNode.ts';
import { lineBreakOf } from './lines.ts';
import type { TextChange } from './textChange.ts';

/** A value to write: a scalar as it stands in YAML, a place left empty with a comment that says what for, or a map of these. */
export type YamlValue = string | { readonly empty: string } | readonly (readonly [key: string, value: YamlValue])[];

/** True for a map in braces. */
export function isFlow(text: string, { span }: YamlNode): boolean {
  return text[span.start] === '{' || text[span.start] === '[';
}

/**
 * The change that adds a key behind `after`, or behind the last one. Comments and everything else stay as they are. In
 * braces comments are left out, since they would swallow what follows.
 */
export function insertEntry(text: string, map: YamlMap, key: string, value: YamlValue, after?: YamlEntry): TextChange {
  const behind = after ?? map.entries.at(-1);
  if (isFlow(text, map)) {
    const at = behind ? behind.value.span.end + closingQuote(text, behind.value) : map.span.start + 1;
    const written = `${key}: ${flowText(value)}`;
    return { span: { start: at, end: at }, text: behind ? `, ${written}` : written };
  }
  const at = behind ? endOfEntry(text, behind) : map.span.end;
  const indent = columnOf(text, map.entries[0]?.keySpan.start ?? map.span.start);
  const lines = blockLines(key, value, ' '.repeat(indent));
  return { span: { start: at, end: at }, text: lines.map((line) => lineBreakOf(text) + line).join('') };
}

function blockLines(key: string, value: YamlValue, indent: string): readonly string[] {
  if (typeof value === 'string') return [`${indent}${key}: ${value}`.trimEnd()];
  if ('empty' in value) return [`${indent}${key}: # ${value.empty}`];
  return [`${indent}${key}:`, ...value.flatMap(([name, child]) => blockLines(name, child, `${indent}  `))];
}

function flowText(value: YamlValue): string {
  if (typeof value === 'string') return value === '' ? '""' : value;
  if ('empty' in value) return '""';
  return `{${value.map(([key, child]) => `${key}: ${flowText(child)}`).join(', ')}}`;
}

/** End of the last line that an entry stands on, its comment included. */
function endOfEntry(text: string, { keySpan, value }: YamlEntry): number {
  const end = Math.max(keySpan.end, lastCharacter(text, value));
  const line = text.slice(end).search(/\r?\n|$/);
  return end + line;
}

/** A block scalar ends behind the line break of its last line, which is not part of what a person sees. */
function lastCharacter(text: string, { span }: YamlNode): number {
  return text.slice(0, span.end).trimEnd().length;
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function closingQuote(text: string, { kind, span }: YamlNode): number {
  const quote = text[span.start - 1];
  return kind === 'scalar' && (quote === '"' || quote === "'") && text[span.end] === quote ? 1 : 0;
}

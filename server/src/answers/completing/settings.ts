import { type SettingsShape, shapeAt } from '../../config/settingsShape.ts';
import type { Span } from '../../model/span.ts';
import { RULE_INFOS } from '../../rules/registry.ts';
import type { CompletionEntry } from '../completion.ts';
import { lineAround } from './completionContext.ts';

const KEY = /^([ \t]*(?:-[ \t]+)*)([A-Za-z][\w.-]*|)$/;
const VALUE = /^([ \t]*(?:-[ \t]+)*)([A-Za-z][\w.-]*)[ \t]*:[ \t]+\[?(?:[\w-]+,[ \t]*)*([\w-]*)$/;
const ANY_KEY = /^([ \t]*(?:-[ \t]+)*)["']?([A-Za-z][\w.-]*)["']?[ \t]*:/;

/** Keys and values of a settings file that may stand at an offset. The text is taken as lines, since it is half typed. */
export function settingsEntries(shape: SettingsShape, text: string, offset: number): readonly CompletionEntry[] {
  const line = lineAround(text, offset);
  const typed = text.slice(line.start, offset);
  const rest = /^[\w.-]*/.exec(text.slice(offset, line.end))?.[0].length ?? 0;
  const replace = (word: string): Span => ({ start: offset - word.length, end: offset + rest });
  const value = VALUE.exec(typed);
  if (value) {
    const path = [...pathTo(text, line.start, (value[1] ?? '').length), value[2] ?? ''];
    return (shapeAt(shape, path)?.values ?? []).map((word, index) =>
      entry(word, '', word, index, replace(value[3] ?? '')),
    );
  }
  const key = KEY.exec(typed);
  if (!key) return [];
  const path = pathTo(text, line.start, (key[1] ?? '').length);
  const at = shapeAt(shape, path);
  const span = replace(key[2] ?? '');
  if (path.length === 1 && path[0] === 'rules') {
    return RULE_INFOS.map(({ code, summary }, index) => entry(code, summary, `${code}: `, index, span));
  }
  const listed = /-[ \t]+$/.test(key[1] ?? '') ? at?.each?.values : undefined;
  if (listed) return listed.map((word, index) => entry(word, '', word, index, span));
  const keys = Object.keys((path.length > 0 ? (at?.each?.keys ?? at?.keys) : at?.keys) ?? {});
  return keys.map((name, index) => entry(name, '', `${name}: `, index, span));
}

/** Keys that enclose a column of a line, outermost first. */
function pathTo(text: string, start: number, column: number): readonly string[] {
  const path: string[] = [];
  let inner = column;
  for (let at = start; at > 0 && inner > 0; ) {
    const line = lineAround(text, at - 1);
    const match = ANY_KEY.exec(text.slice(line.start, line.end));
    const indent = match?.[1]?.length ?? inner;
    if (match && indent < inner) {
      path.unshift(match[2] ?? '');
      inner = /^[ \t]*/.exec(match[1] ?? '')?.[0].length ?? indent;
      if (indent !== inner) inner += 1;
    }
    at = line.start;
  }
  return path;
}

function entry(label: string, detail: string, insertText: string, index: number, replace: Span): CompletionEntry {
  return {
    kind: label === insertText ? 'level' : 'field',
    label,
    detail,
    filterText: label,
    sortText: String(index).padStart(6, '0'),
    insertText,
    replace,
  };
}

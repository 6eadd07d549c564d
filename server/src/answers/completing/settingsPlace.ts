import type { Span } from '../../model/span.ts';
import { lineAround } from './completionContext.ts';

/** What somebody types at an offset of a settings file. */
export interface SettingsPlace {
  /** A key of the map at {@link path}, the value of the key that ends it, or an entry of the list that it holds. */
  readonly kind: 'key' | 'value' | 'entry';
  readonly path: readonly string[];
  /** The word at the offset, with the quotes around it. */
  readonly replace: Span;
}

/** A key that stands at an offset, with the keys above it. */
export interface SettingsKey {
  readonly path: readonly string[];
  readonly span: Span;
}

const INDENT = String.raw`[ \t]*(?:-[ \t]+)*`;
const WORD = String.raw`\w(?:[\w.-]|[ ](?=[\w.-]))*`;
const ANY_KEY = new RegExp(`^(${INDENT})(["']?)(${WORD})\\2[ \\t]*:(?=[ \\t]|$)`);
const KEY = new RegExp(`^(${INDENT})(["']?(?:${WORD})?)$`);
const VALUE = new RegExp(`^(${INDENT})(["']?)(${WORD})\\2[ \\t]*:[ \\t]+\\[?(?:[^,\\]{}]+,[ \\t]*)*(["']?[\\w-]*)$`);
/** `E1: {value: yes, be|` */
const FLOW = new RegExp(`^(${INDENT})(["']?)(${WORD})\\2[ \\t]*:[ \\t]+\\{([^{}]*)$`);
const FLOW_KEY = /(?:^|,)[ \t]*(\w*)$/;
const FLOW_VALUE = /(?:^|,)[ \t]*(\w+)[ \t]*:[ \t]+(?:\[(?:[^\]]*,)?[ \t]*)?(["']?[\w-]*)$/;
const FLOW_KEYS = /[{,][ \t]*(\w+)(?=[ \t]*:)/g;

/** What may be completed at an offset. The text is taken as lines, since it is half typed. */
export function settingsPlace(text: string, offset: number): SettingsPlace | undefined {
  const line = lineAround(text, offset);
  const typed = text.slice(line.start, offset);
  const rest = /^[\w.-]*["']?/.exec(text.slice(offset, line.end))?.[0] ?? '';
  const replace = (word: string): Span => {
    const quoted = /^["']/.test(word);
    const end = offset + (quoted ? rest : rest.replace(/["']$/, '')).length;
    return { start: offset - word.length, end };
  };
  const above = (indent = '') => pathTo(text, line.start, indent.length);
  const flow = FLOW.exec(typed);
  if (flow) {
    const [, indent, , key = '', inside = ''] = flow;
    const path = [...above(indent), key];
    const value = FLOW_VALUE.exec(inside);
    if (value) return { kind: 'value', path: [...path, value[1] ?? ''], replace: replace(value[2] ?? '') };
    const name = FLOW_KEY.exec(inside);
    return name ? { kind: 'key', path, replace: replace(name[1] ?? '') } : undefined;
  }
  const value = VALUE.exec(typed);
  if (value) return { kind: 'value', path: [...above(value[1]), value[3] ?? ''], replace: replace(value[4] ?? '') };
  const key = KEY.exec(typed);
  if (!key) return undefined;
  const kind = /-[ \t]+$/.test(key[1] ?? '') ? 'entry' : 'key';
  return { kind, path: above(key[1]), replace: replace(key[2] ?? '') };
}

/** The key that stands at an offset, if one does. */
export function settingsKeyAt(text: string, offset: number): SettingsKey | undefined {
  const line = lineAround(text, offset);
  const words = text.slice(line.start, line.end);
  const match = ANY_KEY.exec(words);
  if (!match) return undefined;
  const [whole, indent = '', quote = '', key = ''] = match;
  const path = [...pathTo(text, line.start, indent.length), key];
  const start = line.start + indent.length;
  const end = start + key.length + 2 * quote.length;
  if (start <= offset && offset <= end) return { path, span: { start, end } };
  if (!/^[ \t]*\{/.test(words.slice(whole.length))) return undefined;
  for (const found of words.slice(whole.length).matchAll(FLOW_KEYS)) {
    const name = found[1] ?? '';
    const at = line.start + whole.length + found.index + found[0].length - name.length;
    if (at <= offset && offset <= at + name.length)
      return { path: [...path, name], span: { start: at, end: at + name.length } };
  }
  return undefined;
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
      path.unshift(match[3] ?? '');
      inner = /^[ \t]*/.exec(match[1] ?? '')?.[0].length ?? indent;
      if (indent !== inner) inner += 1;
    }
    at = line.start;
  }
  return path;
}

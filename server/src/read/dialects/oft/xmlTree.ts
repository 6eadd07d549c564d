import type { SpannedText } from '../../../model/facts.ts';

/** An element of an XML document. */
export interface XmlElement {
  /** Name as written, prefix included. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly start: number;
  end: number;
  readonly children: XmlElement[];
  /** Its own character data, in pieces, entities resolved. */
  readonly text: SpannedText[];
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

function resolveEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES.get(name) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const START_NAME = /<([A-Za-z_][\w.:-]*)/y;
const ATTRIBUTE = /(?<![\w.:-])([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g;
const END_TAG = /<\/([A-Za-z_][\w.:-]*)\s*>/y;
const PASSED_OVER = [
  ['<!--', '-->'],
  ['<?', '?>'],
] as const;
const CDATA_START = '<![CDATA[';
const CDATA_END = ']]>';

/** Offset behind the `>` of a start tag, or -1 when it does not end; `>` may stand in quotes. */
function startTagEnd(source: string, from: number): number {
  let quote = '';
  for (let at = from; at < source.length; at++) {
    const character = source.charAt(at);
    if (character === '<') return -1;
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '>') return at + 1;
    else if (character === '"' || character === "'") quote = character;
  }
  return -1;
}

function attributesIn(text: string): ReadonlyMap<string, string> {
  const pairs = [...text.matchAll(ATTRIBUTE)].map(
    ([, name = '', double, single]) => [name, resolveEntities(double ?? single ?? '')] as const,
  );
  return new Map(pairs);
}

/**
 * Reads the elements of an XML document as far as it is well-formed: at the first error reading ends, and elements
 * still open then end there. Document types are not read, so nothing is ever fetched or expanded.
 */
export function readXml(source: string): XmlElement | undefined {
  let root: XmlElement | undefined;
  const open: XmlElement[] = [];
  let at = 0;
  while (at < source.length) {
    const next = source.indexOf('<', at);
    const textEnd = next < 0 ? source.length : next;
    if (textEnd > at) {
      open.at(-1)?.text.push({ text: resolveEntities(source.slice(at, textEnd)), span: { start: at, end: textEnd } });
    }
    if (next < 0) break;
    at = next;
    const passed = PASSED_OVER.find(([begin]) => source.startsWith(begin, at));
    if (passed) {
      const end = source.indexOf(passed[1], at + passed[0].length);
      if (end < 0) break;
      at = end + passed[1].length;
      continue;
    }
    if (source.startsWith(CDATA_START, at)) {
      const end = source.indexOf(CDATA_END, at);
      if (end < 0) break;
      const start = at + CDATA_START.length;
      open.at(-1)?.text.push({ text: source.slice(start, end), span: { start, end } });
      at = end + CDATA_END.length;
      continue;
    }
    END_TAG.lastIndex = at;
    const closing = END_TAG.exec(source);
    if (closing) {
      const element = open.pop();
      if (!element || element.name !== closing[1]) {
        if (element) open.push(element);
        break;
      }
      at = END_TAG.lastIndex;
      element.end = at;
      if (open.length === 0) break;
      continue;
    }
    START_NAME.lastIndex = at;
    const name = START_NAME.exec(source)?.[1];
    const end = name === undefined ? -1 : startTagEnd(source, at + 1);
    if (name === undefined || end < 0) break;
    const rest = source.slice(at + 1 + name.length, end - 1);
    const element: XmlElement = { name, attributes: attributesIn(rest), start: at, end, children: [], text: [] };
    open.at(-1)?.children.push(element);
    root ??= element;
    at = end;
    if (!rest.endsWith('/')) open.push(element);
    else if (open.length === 0) break;
  }
  for (const element of open) element.end = at;
  return root;
}

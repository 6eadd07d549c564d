import type { YamlEntry, YamlMap } from '../../config/yamlNode.ts';
import { entryOf } from '../../config/yamlTree.ts';
import type { AttributeFact, ItemFact } from '../../model/facts.ts';
import type { SafetyLevel } from '../../model/safetyLevel.ts';
import { lineBreakOf } from './lines.ts';
import { type Notation, notationOf, type RecordPlace } from './notation.ts';
import type { TextChange, TextEdit } from './textChange.ts';
import { insertEntry, isFlow, type YamlValue } from './yamlMapEdit.ts';

/** What is to be written into the record of an item. */
export type RecordEditRequest =
  /** The class, in place of the one that is declared. */
  | { readonly kind: 'setClass'; readonly item: string; readonly level: SafetyLevel }
  /**
   * The fields of a rationale for a lower class, as far as they are missing. Their values stay empty, so that nothing
   * counts as justified before a person has written why.
   */
  | { readonly kind: 'insertRationale'; readonly item: string };

/** Works out the edit of one record, for the item as it stands in `text`. */
export function recordEdit(text: string, place: RecordPlace, request: RecordEditRequest): TextEdit {
  const item = place.fact;
  const notation = notationOf(text, place);
  if (!notation) return { refused: `${item.id} stands in a form that cannot be edited here. Edit it by hand.` };
  return request.kind === 'setClass'
    ? setClass(text, item, notation, request.level)
    : insertRationale(text, item, notation);
}

function setClass(text: string, item: ItemFact, notation: Notation, level: SafetyLevel): TextEdit {
  const written = attributeOf(item, 'safetyClass');
  const value = written?.values[0];
  if (value) return replacing({ span: value.span, text: level });
  if (written) return replacing({ span: behindColon(text, written), text: ` ${level}` });
  switch (notation.kind) {
    case 'row':
      return {
        refused: `The table that ${item.id} stands in has no column “safetyClass”. Add one to its head.`,
      };
    case 'heading':
      return replacing(insertLines(text, item, [`- safetyClass: ${level}`]));
    case 'yaml':
    case 'frontMatter':
      return replacing(insertEntry(text, notation.node, 'safetyClass', level));
  }
}

const WHY: YamlValue = { empty: 'why a lower classification is justified (4.3 d)' };

/** What a rationale is made of, with what belongs into each part. */
const SEGREGATION: YamlValue = [
  ['mechanism', { empty: 'separate-processor, mpu, process, vm, network, time-partition or other' }],
  ['description', { empty: 'how it is kept apart from what is classified higher' }],
];

const RATIONALE: YamlValue = [
  ['text', WHY],
  ['segregation', SEGREGATION],
  ['rmfRef', { empty: 'where the risk management file says so' }],
  ['decidedBy', { empty: 'name, date' }],
];

function insertRationale(text: string, item: ItemFact, notation: Notation): TextEdit {
  switch (notation.kind) {
    case 'row':
      return {
        refused: `A rationale does not fit into the table that ${item.id} stands in. Give it a section or an entry of its own.`,
      };
    case 'heading':
      return lineRationale(text, item);
    case 'yaml':
    case 'frontMatter':
      return yamlRationale(text, item, notation.node);
  }
}

function yamlRationale(text: string, item: ItemFact, map: YamlMap): TextEdit {
  const rationale = entryOf(map, 'classRationale');
  if (!rationale) {
    return inserting(insertEntry(text, map, 'classRationale', RATIONALE, entryOf(map, 'safetyClass')), 'text:');
  }
  const { value } = rationale;
  if (value.kind === 'map') {
    const lacking = entryOf(value, 'text') ? (entryOf(value, 'segregation') ? undefined : 'segregation') : 'text';
    if (lacking === undefined) return complete(item);
    const content = lacking === 'text' ? WHY : SEGREGATION;
    return inserting(insertEntry(text, value, lacking, content), lacking === 'text' ? 'text:' : 'mechanism:');
  }
  if (value.kind === 'list' || isFlow(text, map) || text.slice(value.span.start, value.span.end).includes('\n')) {
    return { refused: `The rationale of ${item.id} is no map of text and segregation. Write it as one first.` };
  }
  return intoMap(text, rationale);
}

/** A rationale of one line becomes the text of a map. */
function intoMap(text: string, { keySpan, value }: YamlEntry): TextEdit {
  const lineStart = text.lastIndexOf('\n', keySpan.start) + 1;
  const indent = ' '.repeat(keySpan.start - lineStart + 2);
  const lineEnd = value.span.end + text.slice(value.span.end).search(/\r?\n|$/);
  const colon = keySpan.end + text.slice(keySpan.end).indexOf(':') + 1;
  const written = text.slice(colon, lineEnd).trim();
  const eol = lineBreakOf(text);
  const lines = [
    ...(written === '' ? [`${indent}text:`] : [`${indent}text: ${written}`]),
    `${indent}segregation:`,
    `${indent}  mechanism: # separate-processor, mpu, process, vm, network, time-partition or other`,
    `${indent}  description: # how it is kept apart from what is classified higher`,
  ];
  const change = { span: { start: colon, end: lineEnd }, text: eol + lines.join(eol) };
  return inserting(change, written === '' ? 'text:' : 'mechanism:');
}

function lineRationale(text: string, item: ItemFact): TextEdit {
  const wanted = ['text', 'segregation.mechanism', 'segregation.description', 'rmfRef', 'decidedBy'];
  const lacking = wanted.filter((part) => {
    if (part === 'text' && attributeOf(item, 'classRationale')) return false;
    return attributeOf(item, `classRationale.${part}`) === undefined;
  });
  const [next] = lacking;
  if (next === undefined) return complete(item);
  const lines = lacking.map((part) => `- classRationale.${part}:`);
  return inserting(insertLines(text, item, lines), `${next}:`);
}

function complete({ id }: ItemFact): TextEdit {
  return { refused: `${id} has the fields of a rationale already. Fill them in.` };
}

/** Lines behind the last field of a section, or below its heading. */
function insertLines(text: string, item: ItemFact, lines: readonly string[]): TextChange {
  const fields = [
    ...item.attributes.map(({ nameSpan, values }) => Math.max(nameSpan.end, values.at(-1)?.span.end ?? 0)),
    ...item.links.map(({ span }) => span.end),
  ];
  const last = fields.length > 0 ? Math.max(...fields) : item.idSpan.end;
  const at = last + text.slice(last).search(/\r?\n|$/);
  const eol = lineBreakOf(text);
  const gap = fields.length > 0 ? '' : eol;
  return { span: { start: at, end: at }, text: gap + lines.map((line) => eol + line).join('') };
}

function attributeOf(item: ItemFact, name: string): AttributeFact | undefined {
  return item.attributes.find((attribute) => attribute.name === name);
}

/** The rest of the line behind the colon of a field without value, up to a comment. */
function behindColon(text: string, { nameSpan }: AttributeFact): { readonly start: number; readonly end: number } {
  const start = nameSpan.end + text.slice(nameSpan.end).indexOf(':') + 1;
  return { start, end: start };
}

function replacing(change: TextChange): TextEdit {
  return { changes: [change], cursor: change.span.start + change.text.length };
}

/** An insertion with the cursor where the value of a field that it brings belongs. */
function inserting(change: TextChange, field: string): TextEdit {
  const behind = change.text.indexOf(field) + field.length;
  const cursor = behind + (/^ ?"?/.exec(change.text.slice(behind))?.[0].length ?? 0);
  return { changes: [change], cursor: change.span.start + cursor };
}

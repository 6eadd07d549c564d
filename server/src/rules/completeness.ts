import { isDomainType } from '../model/itemType.ts';
import type { Item } from '../trace/item.ts';
import { isRetired } from '../trace/item.ts';
import { enumeration, type Flaw, reportsOf, unsaid } from './records.ts';
import type { Rule } from './rule.ts';
import { isApproved } from './status.ts';

/** What records of a type have to say, where no other rule asks for it. */
const MANDATORY: ReadonlyMap<string, readonly string[]> = new Map([
  ['RC', ['controlType', 'implementedIn']],
  ['REL', ['version']],
]);

/** Records that are worked on for as long as they are open: what is still to be done belongs into them. */
const WORKING: ReadonlySet<string> = new Set(['PR', 'CR', 'ANOM', 'TR']);

/** Words by which people mark what they have not written yet. */
const PLACEHOLDER = /\b(?:TBD|TBC|TODO|FIXME)\b|\?\?\?/;

/** LT008: a record that is not finished. */
export const incompleteItem: Rule = {
  info: {
    code: 'LT008',
    name: 'incomplete-item',
    summary: 'An item lacks a mandatory field, or is approved although something in it is still to be written.',
    clause: '5.2.6, 5.1.8',
    gate: false,
  },
  *checkItem(item, snapshot) {
    if (!snapshot.governed || !item.primary || isRetired(item) || !isDomainType(item.type)) return;
    yield* reportsOf(item, snapshot, [...missing(item), ...placeholders(item)]);
  },
};

function missing(item: Item): readonly Flaw[] {
  const { title, text } = item.fact;
  const names = [...(title === '' && text === '' ? ['title'] : []), ...unsaid(item, MANDATORY.get(item.type) ?? [])];
  return names.length === 0 ? [] : [`${item.id}: no ${enumeration(names, 'or')} on record.`];
}

function placeholders(item: Item): readonly Flaw[] {
  if (!isApproved(item) || WORKING.has(item.type)) return [];
  const { title, text, attributes, idSpan } = item.fact;
  const flaw = (word: string, start: number, end: number): Flaw => ({
    message: `${item.id}: “${word}” is still to be written. Set “status: draft” until it is.`,
    span: { start, end },
  });
  const inWords = PLACEHOLDER.exec(`${title}\n${text}`)?.[0];
  const inFields = attributes.flatMap(({ values }) =>
    values.flatMap((value) => {
      const word = PLACEHOLDER.exec(value.text)?.[0];
      return word === undefined ? [] : [flaw(word, value.span.start, value.span.end)];
    }),
  );
  return inWords === undefined ? inFields : [flaw(inWords, idSpan.start, idSpan.end), ...inFields];
}

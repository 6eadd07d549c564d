import type { Item } from '../../trace/item.ts';
import type { OftItem } from '../../trace/oft/oftItem.ts';
import { dotted, findingsLine, type HoverContext, labelled, listed } from './hoverContext.ts';

const DEEP: Readonly<Record<OftItem['deep'], string>> = {
  covered: 'covered all the way down',
  uncovered: 'not covered all the way down',
  cycle: 'coverage leads in a circle',
};

/** An OpenFastTrace item: its words, what it needs and which of it is covered, what it covers, who covers it. */
export function oftItemLines(context: HoverContext, item: Item): readonly (string | undefined)[] {
  const { snapshot, style } = context;
  const trace = snapshot.oft.byItem.get(item.fact);
  const { title, text } = item.fact;
  const missing = new Set(trace?.missing.map((need) => need.text));
  const needs = [...new Set(trace?.needs.map((need) => need.text))];
  return [
    `${style.strong(trace?.id ?? item.id)} ${style.text(title)}`.trim(),
    dotted([style.text(item.type, 40), style.text(trace?.status ?? '', 40), trace && DEEP[trace.deep]]),
    text === '' || text === title ? undefined : style.text(text, 480),
    labelled(
      context,
      'Needs',
      needs.map((need) => `${style.text(need, 40)} ${missing.has(need) ? '(not covered)' : '(covered)'}`).join(', '),
    ),
    labelled(context, 'Covers', listed((trace?.outgoing ?? []).map((link) => style.text(link.target, 80)))),
    labelled(context, 'Covered by', listed(coveringOf(context, trace))),
    findingsLine(context, item),
  ];
}

function coveringOf({ style }: HoverContext, trace: OftItem | undefined): readonly string[] {
  return (trace?.incoming ?? []).map(({ from, status }) => {
    const name = from.tag ? `${from.type} ${from.file}` : from.id;
    const link = style.link({ file: from.file, span: from.span }, name);
    return status === 'covers' ? link : `${link} (${status})`;
  });
}

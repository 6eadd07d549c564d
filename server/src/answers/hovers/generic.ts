import { labelOfType } from '../../config/project.ts';
import { type LinkKind, REVERSE_LABEL } from '../../model/linkKind.ts';
import type { Item } from '../../trace/item.ts';
import { incomingLinks } from '../../trace/snapshot.ts';
import {
  dotted,
  findingsLine,
  type HoverContext,
  heading,
  labelled,
  listed,
  ownWords,
  statusWord,
  titled,
} from './hoverContext.ts';

/** Any other record: its words and its links in both directions. */
export function genericLines(context: HoverContext, item: Item): readonly (string | undefined)[] {
  return [
    heading(context, item),
    dotted([context.style.text(labelOfType(context.snapshot.config, item.type), 40), statusWord(context, item)]),
    ownWords(context, item),
    ...linkLines(context, item),
    findingsLine(context, item),
  ];
}

/** One line for each kind of link in each direction. */
export function linkLines(context: HoverContext, item: Item): readonly (string | undefined)[] {
  const outgoing = grouped(item.links.flatMap(({ kind, to }) => (to ? [{ kind, other: to }] : [])));
  const incoming = grouped(incomingLinks(context.snapshot, item).map(({ kind, from }) => ({ kind, other: from })));
  return [
    ...[...outgoing].map(([kind, items]) => linkLine(context, spaced(kind), items)),
    ...[...incoming].map(([kind, items]) => linkLine(context, REVERSE_LABEL[kind], items)),
  ];
}

function linkLine(context: HoverContext, label: string, items: readonly Item[]): string | undefined {
  const name = label.charAt(0).toUpperCase() + label.slice(1);
  return labelled(
    context,
    name,
    listed(
      items.map((item) => titled(context, item, 50)),
      ' · ',
    ),
  );
}

/** `arisesFrom` as a person writes it. */
function spaced(kind: LinkKind): string {
  return kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function grouped(
  links: readonly { readonly kind: LinkKind; readonly other: Item }[],
): ReadonlyMap<LinkKind, readonly Item[]> {
  const groups = new Map<LinkKind, Item[]>();
  for (const { kind, other } of links) {
    const group = groups.get(kind);
    if (!group) groups.set(kind, [other]);
    else if (!group.includes(other)) group.push(other);
  }
  return groups;
}

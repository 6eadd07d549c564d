import type { ItemKey } from '../model/itemId.ts';
import { type Item, isRetired, type Link } from '../trace/item.ts';
import { levelOfItem } from '../trace/itemLevel.ts';
import { type Snapshot, someIncomingLink } from '../trace/snapshot.ts';
import { wholesOf } from './decomposition.ts';
import { clauseApplies, type Flaw, forRecords } from './records.ts';
import type { Rule } from './rule.ts';

/** LT204: software items that use each other without a word on how, or an interface without its design. */
export const interfaceUndocumented: Rule = {
  info: {
    code: 'LT204',
    name: 'interface-undocumented',
    summary:
      'Software items use each other without an interface record, or in class C an interface has no detailed design.',
    clause: '5.3.2, 5.4.3',
    gate: false,
  },
  ...forRecords(['SI', 'UNIT', 'IF'], (item, snapshot) => {
    if (item.type === 'IF') return undesigned(item, snapshot);
    const uses = item.linksOfKind('uses');
    if (uses.length === 0) return undefined;
    const wholes = wholesOf(item);
    return uses.flatMap((link) => undocumentedUse(link, wholes, snapshot) ?? []);
  }),
};

function undesigned(item: Item, snapshot: Snapshot): string | undefined {
  if (!clauseApplies(snapshot.config.profile, '5.4.3', levelOfItem(snapshot, item))) return undefined;
  if (someIncomingLink(snapshot, item, ({ kind }) => kind === 'designs')) return undefined;
  return `Interface ${item.id} has no detailed design: no “designs: ${item.id}” on record.`;
}

/** `wholes` is what the user is or is part of. */
function undocumentedUse({ to, fact }: Link, wholes: ReadonlySet<Item>, snapshot: Snapshot): Flaw | undefined {
  if (!to || isRetired(to) || (to.type !== 'SI' && to.type !== 'UNIT')) return undefined;
  const others = wholesOf(to);
  const [user, used] = [itemsApart(wholes, others), itemsApart(others, wholes)];
  const [userItem] = user;
  const [usedItem] = used;
  if (!userItem || !usedItem) return undefined;
  if (isConnected(snapshot, user, used)) return undefined;
  return {
    message: `Interface between ${userItem.id} and ${usedItem.id} is not documented: no interface that connects both on record.`,
    span: fact.span,
  };
}

/** There are few interfaces, and a software item may have thousands of links that point to it. */
function isConnected(snapshot: Snapshot, user: ReadonlySet<Item>, used: ReadonlySet<Item>): boolean {
  const [userKeys, usedKeys] = [keysOf(user), keysOf(used)];
  return (snapshot.itemsByType.get('IF') ?? []).some((each) => {
    const ends = each.linksOfKind('connects').map(({ fact }) => fact.toKey);
    return ends.some((end) => userKeys.has(end)) && ends.some((end) => usedKeys.has(end));
  });
}

function keysOf(items: ReadonlySet<Item>): ReadonlySet<ItemKey> {
  return new Set(Array.from(items, ({ key }) => key));
}

/** Software items among what something is or is part of that the other one is not part of. */
function itemsApart(wholes: ReadonlySet<Item>, others: ReadonlySet<Item>): ReadonlySet<Item> {
  return new Set([...wholes].filter((whole) => whole.type === 'SI' && !others.has(whole)));
}

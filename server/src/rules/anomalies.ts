import type { ItemFact } from '../model/facts.ts';
import { type ItemKey, itemKeyOf } from '../model/itemId.ts';
import { attributeValues, type Item, says } from '../trace/item.ts';
import { releasesInPreparation } from '../trace/releases.ts';
import { forRecords, idList } from './records.ts';
import type { Rule } from './rule.ts';
import { isOpen } from './status.ts';

/** LT705: a defect that is known, and that nobody has judged. */
export const anomalyNotEvaluated: Rule = {
  info: {
    code: 'LT705',
    name: 'anomaly-not-evaluated',
    summary: 'An open anomaly has no risk evaluation.',
    clause: '5.8.3',
    gate: true,
  },
  ...forRecords(['ANOM'], (anomaly) =>
    !isOpen(anomaly) || says(anomaly, 'evaluation')
      ? undefined
      : `${anomaly.id} has no risk evaluation (field “evaluation”).`,
  ),
};

/** LT706: a defect that is known to us, and not to those who get the release. */
export const anomalyNotListed: Rule = {
  info: {
    code: 'LT706',
    name: 'anomaly-not-listed',
    summary: 'An open anomaly or problem is not among the known anomalies of the release in preparation.',
    clause: '5.8.2',
    gate: true,
  },
  ...forRecords(['ANOM', 'PR'], (item, snapshot) => {
    if (!isOpen(item) || item.linksOfKind('duplicates').length > 0) return undefined;
    const releases = releasesInPreparation(snapshot);
    if (releases.length === 0 || releases.some((release) => lists(release, item))) return undefined;
    return `${item.id} is open but not in the known anomalies of ${idList(releases)} (field “knownAnomalies”).`;
  }),
};

function lists(release: Item, { key }: Item): boolean {
  const { fact } = release;
  const listed = listedIn.get(fact) ?? keysListed(fact);
  listedIn.set(fact, listed);
  return listed.has(key);
}

/** What releases list, by what their definitions say: a release may list thousands. */
const listedIn = new WeakMap<ItemFact, ReadonlySet<ItemKey>>();

function keysListed(release: ItemFact): ReadonlySet<ItemKey> {
  const linked = release.links.flatMap(({ kind, toKey }) => (kind === 'lists' ? toKey : []));
  const named = attributeValues(release, 'knownAnomalies').flatMap((text) => text.split(/[,;]/));
  return new Set([...linked, ...named.map((text) => itemKeyOf(text.trim().split(/\s/)[0] ?? ''))]);
}

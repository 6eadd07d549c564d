import { sameVersion } from '../model/versions.ts';
import { attribute, type Item, says } from '../trace/item.ts';
import { levelOfItem } from '../trace/itemLevel.ts';
import { someIncomingLink } from '../trace/snapshot.ts';
import { clauseApplies, enumeration, forRecords } from './records.ts';
import type { Rule } from './rule.ts';

/** LT601: third-party software that cannot be told from other software. */
export const soupIdentification: Rule = {
  info: {
    code: 'LT601',
    name: 'soup-identification',
    summary: 'A SOUP has no title, manufacturer or unique designator.',
    clause: '8.1.2',
    gate: true,
  },
  ...forRecords(['SOUP'], (soup) => {
    const missing = [
      ...(soup.fact.title === '' ? ['title'] : []),
      ...(says(soup, 'manufacturer') ? [] : ['manufacturer']),
      ...(versionOf(soup) === undefined && !says(soup, 'purl') ? ['designator (version, purl)'] : []),
    ];
    return missing.length === 0 ? undefined : `${soup.id}: no ${enumeration(missing, 'or')} on record.`;
  }),
};

/** LT602: third-party software that nobody says what is wanted of. */
export const soupWithoutRequirements: Rule = {
  info: {
    code: 'LT602',
    name: 'soup-without-requirements',
    summary: 'No software requirement says what a SOUP has to do.',
    clause: '5.3.3',
    gate: true,
  },
  ...forRecords(['SOUP'], (soup) =>
    soup.linksOfKind('satisfies').length > 0
      ? undefined
      : `${soup.id}: intended function and performance not specified: no “satisfies” with a requirement on record.`,
  ),
};

/** LT603: third-party software that nobody says what it needs. */
export const soupPlatformMissing: Rule = {
  info: {
    code: 'LT603',
    name: 'soup-platform-missing',
    summary: 'A SOUP does not say which hardware and software it needs.',
    clause: '5.3.4',
    gate: true,
  },
  ...forRecords(['SOUP'], (soup) =>
    says(soup, 'platform') ? undefined : `${soup.id}: required hardware and software not specified (field “platform”).`,
  ),
};

/** LT604: third-party software whose known defects nobody has looked at. */
export const soupAnomaliesNotEvaluated: Rule = {
  info: {
    code: 'LT604',
    name: 'soup-anomalies-not-evaluated',
    summary: 'The published anomalies of a SOUP were not evaluated, or those of another version.',
    clause: '7.1.3',
    gate: true,
  },
  ...forRecords(['SOUP'], (soup, snapshot) => {
    const used = versionOf(soup);
    const evaluated = attribute(soup, 'anomalyEvaluation.version');
    const current =
      says(soup, 'anomalyEvaluation') &&
      (evaluated === undefined || used === undefined || sameVersion(evaluated, used));
    if (current) return undefined;
    const { profile } = snapshot.config;
    const level = levelOfItem(snapshot, soup);
    const subject = used === undefined ? soup.id : `${soup.id} ${used}`;
    const found = evaluated === undefined ? '' : `, only that of ${evaluated}`;
    const message = `${subject}: published anomaly list not evaluated${found} (field “anomalyEvaluation”).`;
    // A cause that sits in it is what 7.1.3 is about: then it counts as much as in the highest class.
    const causes = someIncomingLink(snapshot, soup, ({ kind, from }) => kind === 'in' && from.type === 'CAUSE');
    if (!causes || !clauseApplies(profile, '7.1.3', level)) return message;
    return { message, span: soup.fact.idSpan, level: profile.levels.at(-1) };
  }),
};

function versionOf(soup: Item): string | undefined {
  return attribute(soup, 'version') ?? attribute(soup, 'designator');
}

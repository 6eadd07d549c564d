import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { ITEM_TYPES } from '../../../server/src/model/itemType.ts';
import { LINK_KINDS } from '../../../server/src/model/linkKind.ts';
import type { LinkDemand, Profile } from '../../../server/src/model/profile.ts';
import { DEFAULT_PROFILE, PROFILES } from '../../../server/src/model/profiles/profiles.ts';
import { inRepository } from '../../support/repositoryRoot.ts';

const PAGE = inRepository('docs/links.md');

const DEMAND_WORDS: Readonly<Record<LinkDemand, string>> = { mandatory: 'asked for', recommended: 'wanted', off: '–' };

/** Links that an edition asks for, a row for each. */
function demands({ levels, mandatoryLinks }: Profile): string {
  const head = ['record', 'link', 'other end', ...levels, 'clause', 'rule', ''];
  const rows = mandatoryLinks.map(({ type, kinds, direction, to, levels: wanted, clause, rule, when = '' }) => [
    type,
    `${direction === 'out' ? '' : '← '}${kinds.join(' or ')}`,
    to.join(', '),
    ...wanted.map((demand) => DEMAND_WORDS[demand]),
    clause,
    `[${rule}](rules/${rule}.md)`,
    when,
  ]);
  return table(head, rows);
}

/** Which types may be linked how. */
function legality({ legality: legal }: Profile): string {
  const order = new Map(ITEM_TYPES.map(({ id }, index) => [id, index]));
  const rows = LINK_KINDS.map((kind) => {
    const byTarget = new Map<string, string[]>();
    for (const pair of legal.get(kind) ?? []) {
      const [from = '', to = ''] = pair.split('>');
      byTarget.set(from, [...(byTarget.get(from) ?? []), to]);
    }
    const bySource = new Map<string, string[]>();
    for (const [from, to] of byTarget) {
      const targets = to.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)).join(', ');
      bySource.set(targets, [...(bySource.get(targets) ?? []), from]);
    }
    const pairs = [...bySource].map(([targets, from]) => `${from.join(', ')} → ${targets}`);
    return [kind, kind === 'supersedes' ? 'any record → a record of its type' : pairs.join('; ')];
  });
  return table(['link', 'from → to'], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function page(): string {
  return [
    '# Links',
    'A link is written at the downstream record. `←` marks a link that something else has to have, to the record.',
    ...PROFILES.flatMap((profile) => [`## What ${profile.title} asks for`, demands(profile)]),
    '## Which links are legal',
    'The same in all editions. Everything else is [LT004](rules/LT004.md); links of types that a project has invented are not judged.',
    legality(DEFAULT_PROFILE),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

describe('The page on links', () => {
  it('says what the editions say', () => {
    if (process.env['LIFETRACE_UPDATE_FIXTURES'] === '1') writeFileSync(PAGE, page());
    assert.equal(readFileSync(PAGE, 'utf8'), page());
  });
});

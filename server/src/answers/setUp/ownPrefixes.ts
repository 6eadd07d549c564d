import type { IdScheme } from '../../config/idScheme.ts';
import { parseId } from '../../model/itemId.ts';
import type { FilePath } from '../../model/span.ts';
import { type FoundWorkspace, nameOf } from './foundWorkspace.ts';

/** A prefix that stands where IDs stand, and that no type of records has. */
export interface OwnPrefix {
  readonly prefix: string;
  /** How many different IDs have it. */
  readonly count: number;
  /** One of them, as written. */
  readonly example: string;
  /** Where most of them stand. */
  readonly file: FilePath;
  /** The type that name and folder of this file speak of; undefined where they speak of none. */
  readonly type: string | undefined;
}

/** So many different IDs make a prefix; one or two may be anything. */
const ENOUGH = 3;

/** Documents that quote the IDs of others. */
const QUOTES = /^(?:change(?:s|log)|history|news|release|contributing|security)/i;

/** What looks like an ID and is the number of a standard, an advisory or an algorithm. */
const NO_PREFIX = /^(?:ISO|IEC|EN|DIN|IEEE|RFC|PEP|CVE|CWE|GHSA|UTF|SHA|MD|RSA|AES|BIP|EIP|ADR|ES|V|PY|HTTP|ARM|X)$/;

const WORD = String.raw`[A-Z][A-Z0-9]*(?:[-_][A-Z][A-Z0-9]*)*[-_]\d+[a-z]?`;
const HEADING = new RegExp(String.raw`^#{1,6}[ \t]+[\[(*]*(${WORD})(?![\w-])`, 'gm');
const CELL = new RegExp(String.raw`^\|[ \t]*[\[(*]*(${WORD})[\])*]*[ \t]*\|`, 'gm');
const ID_FIELD = new RegExp(
  String.raw`^[ \t]*(?:-[ \t]+)?["']?(?:id|uid|ID|UID)["']?:[ \t]*["']?(${WORD})["']?[ \t]*(?:#.*)?$`,
  'gm',
);
const MAP_KEY = new RegExp(String.raw`^[ \t]*(?:-[ \t]+)?["']?(${WORD})["']?:(?:[ \t]|$)`, 'gm');

/** What a file is about, by words of its path; the first that fits decides. */
const SUBJECTS: readonly (readonly [RegExp, string])[] = [
  [/user[ _-]?needs?|stakeholder/i, 'UN'],
  [/hazard(?:ous)?[ _-]?situation/i, 'HS'],
  [/hazard/i, 'HAZ'],
  [/risk[ _-]?control|mitigation/i, 'RC'],
  [/unit[ _-]?test/i, 'UT'],
  [/integration[ _-]?test/i, 'IT'],
  [/(?:system|acceptance)[ _-]?test|test[ _-]?(?:case|spec|plan)|(?:^|\/)tests?(?:\/|\.|$)/i, 'ST'],
  [/(?:system|product|sys)[ _-]?req/i, 'SYS'],
  [/(?:^|[/_-])srs(?:[/._-]|$)|requirements?|(?:^|\/)reqs?(?:\/|\.|$)/i, 'SRS'],
  [/detailed[ _-]?design|low[ _-]?level/i, 'SDD'],
  [/architect/i, 'SAD'],
  [/(?:^|[/_-])design/i, 'SDD'],
  [/(?:^|[/_-])soup(?:[/._-]|$)/i, 'SOUP'],
  [/interface/i, 'IF'],
];

/** Prefixes of the project's own, the most frequent first. */
export function ownPrefixes(
  { files, textOf }: FoundWorkspace,
  ids: IdScheme,
  isExcluded: (path: FilePath) => boolean,
): readonly OwnPrefix[] {
  const found = new Map<string, Map<string, FilePath>>();
  for (const { path, language, role } of files) {
    if (role !== 'spec' || (language !== 'markdown' && language !== 'yaml')) continue;
    if (isExcluded(path) || QUOTES.test(nameOf(path)) || /(?:^|\/)\./.test(path)) continue;
    const text = textOf(path) ?? '';
    for (const pattern of language === 'markdown' ? [HEADING, CELL, ID_FIELD] : [ID_FIELD, MAP_KEY]) {
      for (const [, id = ''] of text.matchAll(pattern)) {
        const prefix = parseId(id)?.prefix;
        if (prefix === undefined || NO_PREFIX.test(prefix.split('-')[0] ?? '') || ids.resolve(id)) continue;
        const places = found.get(prefix) ?? new Map<string, FilePath>();
        if (!places.has(id)) places.set(id, path);
        found.set(prefix, places);
      }
    }
  }
  return [...found]
    .filter(([, places]) => places.size >= ENOUGH)
    .map(([prefix, places]) => {
      const file = mostFrequent([...places.values()]);
      const example = [...places].find(([, each]) => each === file)?.[0] ?? '';
      return { prefix, count: places.size, example, file, type: SUBJECTS.find(([words]) => words.test(file))?.[1] };
    })
    .sort((a, b) => b.count - a.count || (a.prefix < b.prefix ? -1 : 1));
}

function mostFrequent(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
}

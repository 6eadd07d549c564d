import { distance } from 'fastest-levenshtein';
import type { FileFacts } from '../model/facts.ts';
import { lazily } from '../model/lazily.ts';
import type { FilePath } from '../model/span.ts';
import type { Lookup } from '../trace/lookup.ts';
import { givesCoverageTo } from '../trace/oft/deepCoverage.ts';
import type { OftItem, OftLink } from '../trace/oft/oftItem.ts';
import { placeText } from '../trace/place.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { cyclesOf } from './cycles.ts';
import { danglingReference, duplicateId } from './ids.ts';
import { cyclicLink } from './links.ts';
import type { Report, Rule } from './rule.ts';

/** What these rules look at. */
type OftView = Pick<Snapshot, 'oft'> & { readonly files: Lookup<FilePath, FileFacts> };

/** A rule that needs no more of a snapshot than its OpenFastTrace side. */
export interface DeclaredNeedsRule extends Rule {
  readonly checkProject: (snapshot: OftView) => Iterable<Report>;
}

/** LT012: an item says which types must cover it, and one of them does not. */
const neededCoverageMissing: DeclaredNeedsRule = {
  info: {
    code: 'LT012',
    name: 'needed-coverage-missing',
    summary: 'An item declares that it needs coverage by a type, and no item of that type covers it.',
    clause: '5.1.1 c, 5.2.6 f, 7.3.3',
    gate: true,
  },
  *checkProject({ oft }) {
    for (const item of oft.lacking) {
      // The references to a duplicate count for nobody, so that all its needs are open: LT001 says what is wrong.
      if (item.duplicates > 0 || !matters(item)) continue;
      for (const need of item.missing) {
        const message = `${subjectOf(item)} needs coverage by “${need.text}”: no record found.`;
        yield { file: item.file, span: need.span, message, item: item.id, draft: item.status === 'draft' };
      }
    }
  },
};

/** LT013: an item covers another one that did not ask for it. */
const unwantedCoverage: DeclaredNeedsRule = {
  info: {
    code: 'LT013',
    name: 'unwanted-coverage',
    summary: 'An item covers another one that does not need coverage by that type.',
    clause: '5.1.1 c, 7.3.3',
    gate: false,
  },
  *checkProject(snapshot) {
    for (const link of linksWith(snapshot, ['unwanted'])) {
      const needs = [...new Set(link.to.flatMap((item) => item.needs.map((need) => need.text)))];
      const wanted = needs.length > 0 ? `It needs ${needs.join(', ')}.` : 'It needs none.';
      yield atLink(link, `“${link.target}” does not need coverage by “${link.from.type}”. ${wanted}`);
    }
  },
};

/** LT014: a reference names a revision that is not the one on record. */
const linkRevisionMismatch: DeclaredNeedsRule = {
  info: {
    code: 'LT014',
    name: 'link-revision-mismatch',
    summary: 'A reference was made for another revision of the item than the one on record.',
    clause: '5.1.1 c, 8.2.4',
    gate: true,
  },
  *checkProject(snapshot) {
    let last: OftLink | undefined;
    for (const link of linksWith(snapshot, ['outdated', 'predated'])) {
      const again = last?.from === link.from && last.span.start === link.span.start;
      last = link;
      // Between two revisions on record a reference is both; once is enough.
      if (again) continue;
      const highest = Math.max(...link.to.map((item) => item.revision));
      const verdict = link.status === 'outdated' ? 'is outdated' : 'does not exist yet';
      yield atLink(link, `“${link.target}” ${verdict}: ${link.targetName} is at revision ${highest}.`);
    }
  },
};

/** LT015: a reference to an ID that is defined more than once. */
const ambiguousReference: DeclaredNeedsRule = {
  info: {
    code: 'LT015',
    name: 'ambiguous-reference',
    summary: 'A reference names an ID that several items have, so that it covers none of them.',
    clause: '5.2.6 e, 8.1.1',
    gate: true,
  },
  *checkProject(snapshot) {
    for (const link of linksWith(snapshot, ['ambiguous'])) {
      yield atLink(link, `“${link.target}” is defined ${link.to.length} times, so that this covers none of them.`);
    }
  },
};

/** LT001 for items with declared needs: same ID and same revision. */
const duplicateDeclaredId: DeclaredNeedsRule = {
  info: duplicateId.info,
  *checkProject(snapshot) {
    const first = new Map<string, OftItem>();
    for (const item of snapshot.oft.duplicated) {
      const original = first.get(`${item.type}~${item.name}~${item.revision}`);
      if (!original) {
        first.set(`${item.type}~${item.name}~${item.revision}`, item);
        continue;
      }
      yield {
        file: item.file,
        span: item.span,
        message: `“${item.id}” is already defined at ${placeText(snapshot, original.file, original.span.start)}.`,
        item: item.id,
        related: [{ file: original.file, span: original.span, message: `First definition of “${original.id}”` }],
      };
    }
  },
};

/** LT002 for items with declared needs: no revision of the ID is defined. */
const orphanedReference: DeclaredNeedsRule = {
  info: danglingReference.info,
  *checkProject(snapshot) {
    const suggest = suggester(snapshot);
    for (const link of linksWith(snapshot, ['orphaned'])) {
      const meant = suggest(link.targetName);
      const hint = meant === undefined ? '' : ` Did you mean “${meant}”?`;
      yield atLink(link, `“${link.target}” is not defined in this workspace.${hint}`);
    }
  },
};

/** LT005 for items with declared needs: items that cover each other in a circle. */
const cyclicCoverage: DeclaredNeedsRule = {
  info: cyclicLink.info,
  *checkProject({ oft }) {
    for (const cycle of cyclesOf(oft.circular, (item) => item.outgoing.flatMap(givesCoverageTo))) {
      const [first] = cycle;
      if (!matters(first)) continue;
      const closed = [...cycle, first];
      const links = cycle.map((item, index) =>
        item.outgoing.find((link) => link.to.includes(closed[index + 1] ?? item)),
      );
      const chain = closed.map((item) => item.id).join(' → ');
      yield {
        file: first.file,
        span: links[0]?.span ?? first.span,
        message: `Circular covers: ${chain}.`,
        item: first.id,
        related: links.flatMap((link) =>
          link ? [{ file: link.from.file, span: link.span, message: `${link.from.id} covers ${link.target}` }] : [],
        ),
      };
    }
  },
};

/** All rules on declared needs; some share their code with a rule on our own notation. */
export const DECLARED_NEEDS_RULES: readonly DeclaredNeedsRule[] = [
  duplicateDeclaredId,
  orphanedReference,
  cyclicCoverage,
  neededCoverageMissing,
  unwantedCoverage,
  linkRevisionMismatch,
  ambiguousReference,
];

/** False for a rejected item, unless an item that still counts rests on it. */
function matters(item: OftItem): boolean {
  const seen = new Set([item]);
  for (const each of seen) {
    if (each.status !== 'rejected') return true;
    for (const above of each.outgoing.flatMap(givesCoverageTo)) seen.add(above);
  }
  return false;
}

/** False for a bad reference that makes nothing defective, since all that it touches is rejected. */
function counts(link: OftLink): boolean {
  return link.from.status !== 'rejected' || givesCoverageTo(link).some((item) => item.status !== 'rejected');
}

function* linksWith({ oft }: OftView, statuses: readonly OftLink['status'][]): Generator<OftLink> {
  for (const link of oft.badLinks) if (statuses.includes(link.status) && counts(link)) yield link;
}

/** A tag without a name of its own is known by its type: the name that it is given tells nobody anything. */
function subjectOf({ id, type, tag }: OftItem): string {
  return tag && tag.covering?.name === undefined ? `This “${type}” tag` : id;
}

function atLink(link: OftLink, message: string): Report {
  const { from, span, to } = link;
  const related = to.map((item) => ({ file: item.file, span: item.span, message: `Definition of “${item.id}”` }));
  return { file: from.file, span, message, item: from.id, draft: from.status === 'draft', related };
}

/** So many edits apart two IDs may be for one to be a misspelling of the other; fewer where they are short. */
const NEAR = 2;

/** A tree full of orphaned references gets suggestions only while this many comparisons last. */
const MAX_COMPARISONS = 1_000_000;

/** Gives the defined ID that a misspelt `type~name` probably means. */
function suggester({ oft }: OftView): (name: string) => string | undefined {
  const known = lazily(() =>
    oft.items.filter((item) => item.item).map((item) => [`${item.type}~${item.name}`, item.id] as const),
  );
  let comparisons = 0;
  return (name) => {
    comparisons += known().length;
    if (comparisons > MAX_COMPARISONS) return undefined;
    const near = known().flatMap(([candidate, id]) => {
      const limit = Math.min(NEAR, Math.floor(name.length / 4));
      const edits = Math.abs(candidate.length - name.length) > limit ? limit + 1 : distance(candidate, name);
      return edits <= limit ? [{ edits, id }] : [];
    });
    return near.sort((a, b) => a.edits - b.edits)[0]?.id;
  };
}

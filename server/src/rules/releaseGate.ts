import type { Finding } from '../model/finding.ts';
import { groupBy } from '../model/groups.ts';
import { sameEntries } from '../model/listOf.ts';
import type { FilePath } from '../model/span.ts';
import { sameVersion } from '../model/versions.ts';
import { attribute, type Item, isRetired } from '../trace/item.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { inOrderOf } from './findingList.ts';
import { compareFindings, type FileFindings, type Findings, sameFinding } from './findings.ts';
import { isRuleCode, RULE_INFOS } from './registry.ts';
import { releaseWithOpenItems } from './releases.ts';
import { severityOf } from './severity.ts';
import type { SuppressedFinding } from './suppressedFindings.ts';
import { Suppressions } from './suppressions.ts';

const { info } = releaseWithOpenItems;

const GATE: readonly string[] = RULE_INFOS.flatMap(({ code, gate }) => (gate && code !== info.code ? [code] : []));

/** Findings that keep a release from going out, whatever their severity. */
export function openGateFindings(findings: Findings): number {
  return GATE.reduce((sum, code) => sum + findings.countOf(code), 0);
}

/** The findings of a file with those of the gate, and what they were made of. */
interface GatedFile {
  readonly base: FileFindings;
  readonly added: readonly Finding[];
  readonly all: FileFindings;
}

/**
 * Adds the findings of LT802, which rest on what all other rules have found. Keeps the lists of files, and the whole, the
 * same objects while they are the same.
 */
export class ReleaseGate {
  #snapshot: Snapshot | undefined;
  #base: Findings | undefined;
  #result: Findings | undefined;
  #files = new Map<FilePath, GatedFile>();

  /** `findings` with those of the gate. */
  added(snapshot: Snapshot, findings: Findings): Findings {
    // Asked for every file that is shown.
    if (this.#result && snapshot === this.#snapshot && findings === this.#base) return this.#result;
    this.#snapshot = snapshot;
    const byFile = groupBy(gateFindings(snapshot, findings), ({ file }) => file);
    const files = new Map<FilePath, GatedFile>();
    for (const [file, added] of byFile) {
      const base = findings.byFile.get(file) ?? NOTHING;
      const known = this.#files.get(file);
      const same = known?.base === base && sameEntries(known.added, added, sameFinding);
      files.set(file, same ? known : { base, added, all: joined(snapshot, file, base, added) });
    }
    const unchanged =
      findings === this.#base &&
      files.size === this.#files.size &&
      [...files].every(([file, each]) => each === this.#files.get(file));
    this.#files = files;
    if (!unchanged || !this.#result) {
      this.#base = findings;
      this.#result =
        files.size === 0 ? findings : findings.with(new Map([...files].map(([file, { all }]) => [file, all])));
    }
    return this.#result;
  }
}

const NOTHING: FileFindings = { open: [], suppressed: [] };

function joined(
  snapshot: Snapshot,
  file: FilePath,
  { open, suppressed }: FileFindings,
  added: readonly Finding[],
): FileFindings {
  const facts = snapshot.files.get(file);
  const suppressions = facts && new Suppressions(facts, isRuleCode);
  const accepted: SuppressedFinding[] = [];
  const left: Finding[] = [];
  for (const finding of added) {
    const acceptance = suppressions?.of(finding);
    if (acceptance) accepted.push({ finding, ...acceptance });
    else left.push(finding);
  }
  return {
    open: inOrderOf(compareFindings, open, left),
    suppressed: [...suppressed, ...accepted].sort((a, b) => compareFindings(a.finding, b.finding)),
  };
}

function gateFindings(snapshot: Snapshot, findings: Findings): readonly Finding[] {
  const leaving = (snapshot.itemsByType.get('REL') ?? []).filter((release) => isLeaving(snapshot, release));
  const count = leaving.length === 0 ? 0 : openGateFindings(findings);
  const { profile, severities } = snapshot.config;
  const rank = profile.levels.indexOf(snapshot.productLevel);
  const severity = severityOf(profile.severities.get(info.code), rank, severities.get(info.code), false);
  if (count === 0 || severity === 'off') return [];
  const what = count === 1 ? '1 finding of the release gate is open' : `${count} findings of the release gate are open`;
  return leaving.map(({ id, status, file, fact }) => ({
    code: info.code,
    name: info.name,
    severity,
    message: `${id} is ${status}, and ${what}.`,
    file,
    span: fact.attributes.find(({ name }) => name === 'status')?.values[0]?.span ?? fact.idSpan,
    item: id,
    clause: info.clause,
    related: [],
  }));
}

/**
 * True for a release that is about to go out, as its record says, and for one that is out and is what the files are: an
 * older release was made of other files.
 */
function isLeaving({ config, governed }: Snapshot, release: Item): boolean {
  if (!governed || isRetired(release) || !release.primary) return false;
  // Who says nothing about its status has not approved it.
  if (attribute(release, 'status') === undefined) return false;
  const { status } = release;
  if (['approved', 'candidate', 'release-candidate'].includes(status)) return true;
  if (status !== 'released') return false;
  const [version, current] = [attribute(release, 'version'), config.product.version];
  return version !== undefined && current !== undefined && sameVersion(version, current);
}

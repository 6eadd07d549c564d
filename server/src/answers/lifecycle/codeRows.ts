import { compareIds } from '../../model/compare.ts';
import type { Severity } from '../../model/finding.ts';
import type { FilePath } from '../../model/span.ts';
import { NO_FINDING, SEVERITIES } from '../../rules/findings.ts';
import { scopeOf } from '../../trace/classSources.ts';
import type { Item } from '../../trace/item.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import { startOfFile, tokenOf } from '../codePlace.ts';
import { oneLine } from '../markdown.ts';
import {
  counted,
  described,
  findingCount,
  groupRow,
  itemRow,
  loudestOf,
  type Row,
  type RowContext,
  totalOf,
  unitRow,
} from './row.ts';

/** The code of the product: software items with their files, then files that belong to none. */
export function codeRows(context: RowContext): readonly Row[] {
  const byOwner = new Map<Item | undefined, FilePath[]>();
  for (const file of productFiles(context.snapshot)) {
    const owner = context.snapshot.softwareItems.get(file)?.[0];
    if (owner && scopeOf(owner) !== 'product') continue;
    const files = byOwner.get(owner);
    if (files) files.push(file);
    else byOwner.set(owner, [file]);
  }
  const owned = [...byOwner].flatMap(([owner, files]) => (owner ? [{ owner, files }] : []));
  owned.sort((a, b) => compareIds(a.owner.id, b.owner.id));
  return [
    ...owned.map(({ owner, files }) => {
      const counts = countsOf(context, files);
      return {
        ...itemRow(context, owner, [], () => []),
        description: described([counted(files.length, 'file'), findingCount(totalOf(counts))]),
        state: loudestOf(counts) ?? ('plain' as const),
        hasChildren: true,
        children: () => fileRows(context, files),
      };
    }),
    ...fileRows(context, byOwner.get(undefined) ?? []),
  ];
}

function countsOf({ findings }: RowContext, files: readonly FilePath[]): Readonly<Record<Severity, number>> {
  const sums = { ...NO_FINDING };
  for (const file of files) {
    const counts = findings.countsOfFile(file);
    for (const severity of SEVERITIES) sums[severity] += counts[severity];
  }
  return sums;
}

/** Files with code that is no test code, in order of path. */
function productFiles(snapshot: Snapshot): readonly FilePath[] {
  const found: FilePath[] = [];
  for (const { path, role, units } of snapshot.files.speaking()) {
    if (role === 'source' && units.some(({ test }) => test !== true)) found.push(path);
  }
  return found;
}

function fileRows(context: RowContext, files: readonly FilePath[]): readonly Row[] {
  return files.map((file) => {
    const findings = context.findings.countsOfFile(file);
    const units = context.snapshot.files.get(file)?.units.filter(({ test }) => test !== true).length ?? 0;
    const counts = described([counted(units, 'code unit'), findingCount(totalOf(findings))]);
    return {
      ...groupRow(oneLine(file), oneLine(file), counts, () => unitRows(context, file)),
      state: loudestOf(findings) ?? 'plain',
      place: tokenOf(startOfFile(file)),
    };
  });
}

function unitRows(context: RowContext, file: FilePath): readonly Row[] {
  const units = (context.snapshot.unitsByFile.get(file) ?? []).filter(({ test }) => !test);
  return units.map((unit) => unitRow(context, unit));
}

import { compareIds } from '../../model/compare.ts';
import type { FilePath } from '../../model/span.ts';
import type { CodeUnit, Item } from '../../trace/snapshot.ts';
import { startOfFile, tokenOf } from '../codePlace.ts';
import { oneLine } from '../markdown.ts';
import {
  counted,
  described,
  findingCount,
  groupRow,
  itemRow,
  type Row,
  type RowContext,
  unitRow,
  worstOf,
} from './row.ts';

/** The code of the product: software items with their files, then files that belong to none. */
export function codeRows(context: RowContext): readonly Row[] {
  const byOwner = new Map<Item | undefined, Map<FilePath, CodeUnit[]>>();
  for (const unit of context.snapshot.units) {
    if (unit.level === undefined) continue;
    const owner = unit.softwareItems[0];
    const files = byOwner.get(owner) ?? new Map<FilePath, CodeUnit[]>();
    byOwner.set(owner, files);
    const inFile = files.get(unit.file);
    if (inFile) inFile.push(unit);
    else files.set(unit.file, [unit]);
  }
  const owned = [...byOwner].flatMap(([owner, files]) => (owner ? [{ owner, files }] : []));
  owned.sort((a, b) => compareIds(a.owner.id, b.owner.id));
  return [
    ...owned.map(({ owner, files }) => {
      const findings = [...files.values()].flat().flatMap((unit) => context.findings.ofUnit(unit));
      return {
        ...itemRow(context, owner, [], () => []),
        description: described([counted(files.size, 'file'), findingCount(findings.length)]),
        state: worstOf(findings) ?? ('plain' as const),
        hasChildren: true,
        children: () => fileRows(context, files),
      };
    }),
    ...fileRows(context, byOwner.get(undefined) ?? new Map()),
  ];
}

function fileRows(context: RowContext, files: ReadonlyMap<FilePath, readonly CodeUnit[]>): readonly Row[] {
  return [...files].map(([file, units]) => {
    const findings = units.flatMap((unit) => context.findings.ofUnit(unit));
    const counts = described([counted(units.length, 'unit'), findingCount(findings.length)]);
    return {
      ...groupRow(oneLine(file), oneLine(file), counts, () => units.map((unit) => unitRow(context, unit))),
      state: worstOf(findings) ?? 'plain',
      place: tokenOf(startOfFile(file)),
    };
  });
}

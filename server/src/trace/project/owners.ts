import { globProblem, type PathTest, pathTest } from '../../config/globs.ts';
import type { ProjectConfig } from '../../config/project.ts';
import { type ItemKey, itemKeyOf } from '../../model/itemId.ts';
import type { FilePath } from '../../model/span.ts';
import type { NodeScope } from '../classes/classInput.ts';
import { scopeOf } from '../classSources.ts';
import { attributeValues } from '../item.ts';
import type { Snapshot } from '../snapshot.ts';

/** A software item or system that has code. */
export interface Owner {
  readonly key: ItemKey;
  readonly scope: NodeScope;
}

/** Tells to which software items a file belongs, the most specific path first. */
export interface Owners {
  readonly of: (file: FilePath) => readonly Owner[];
  /** Equal for owners that give the same answers. */
  readonly signature: string;
}

/** Reads the paths of software items, from their records and from the project file. */
export function ownersOf(snapshot: Pick<Snapshot, 'itemsByType' | 'byKey'>, config: ProjectConfig): Owners {
  const entries: { readonly owner: Owner; readonly glob: string; readonly matches: PathTest }[] = [];
  const add = (owner: Owner, glob: string): void => {
    // What cannot be used is reported by LT007, in the project file and in records.
    if (globProblem(glob) !== undefined) return;
    entries.push({ owner, glob, matches: pathTest([glob]) });
  };
  for (const item of [...(snapshot.itemsByType.get('SI') ?? []), ...(snapshot.itemsByType.get('SS') ?? [])]) {
    const owner = { key: item.key, scope: scopeOf(item) };
    for (const glob of attributeValues(item, 'paths')) add(owner, glob);
  }
  for (const { id, paths } of config.softwareItems) {
    const item = snapshot.byKey.get(itemKeyOf(id));
    if (item) for (const glob of paths) add({ key: item.key, scope: scopeOf(item) }, glob);
  }
  entries.sort((a, b) => literalLength(b.glob) - literalLength(a.glob));
  const known = new Map<FilePath, readonly Owner[]>();
  return {
    signature: entries.map(({ owner, glob }) => `${owner.key} ${owner.scope} ${glob}`).join('\n'),
    of(file) {
      let found = known.get(file);
      if (!found) {
        const byKey = new Map(
          entries.flatMap(({ owner, matches }) => (matches(file) ? [[owner.key, owner] as const] : [])),
        );
        found = [...byKey.values()];
        known.set(file, found);
      }
      return found;
    },
  };
}

/** How much of a glob is fixed text: the longer, the more specific. */
function literalLength(glob: string): number {
  const wildcard = glob.search(/[*?[{]/);
  return wildcard < 0 ? glob.length + 1 : wildcard;
}

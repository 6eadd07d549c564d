import type { ProjectConfig } from '../config/project.ts';
import { sameVersion } from '../model/versions.ts';
import { attribute, type Item, isRetired } from './item.ts';
import type { Snapshot } from './snapshot.ts';

/** True for a release that is worked on: neither out, nor withdrawn, nor just planned for later. */
export function isInPreparation({ status }: Item): boolean {
  return !['released', 'withdrawn', 'planned'].includes(status);
}

/** Releases that are not out yet, in order of key. */
export function releasesInPreparation(snapshot: Snapshot): readonly Item[] {
  return (snapshot.itemsByType.get('REL') ?? []).filter((release) => !isRetired(release) && isInPreparation(release));
}

/** True for one of those that has the version that the project file says. */
export function hasProductVersion(release: Item, { product }: ProjectConfig): boolean {
  if (product.version === undefined || isRetired(release) || !isInPreparation(release)) return false;
  return sameVersion(attribute(release, 'version') ?? '', product.version);
}

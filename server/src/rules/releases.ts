import { PROJECT_FILE } from '../config/project.ts';
import { sameVersion } from '../model/versions.ts';
import { attribute, says } from '../trace/item.ts';
import { PRODUCT_RELEASE_QUERY } from '../trace/recordCounts.ts';
import { isInPreparation } from '../trace/releases.ts';
import { type Flaw, forRecords } from './records.ts';
import type { Rule } from './rule.ts';

/** LT802: a release that goes out too early. Its findings rest on those of all other rules, see `releaseGate.ts`. */
export const releaseWithOpenItems: Rule = {
  info: {
    code: 'LT802',
    name: 'release-with-open-items',
    summary: 'A release is approved or out while findings of the release gate are open.',
    clause: '5.8.1, 5.8.6',
    gate: true,
  },
};

/** LT803: two versions of one product. */
export const versionMismatch: Rule = {
  info: {
    code: 'LT803',
    name: 'version-mismatch',
    summary: 'The release in preparation has another version than the project file says.',
    clause: '5.8.4',
    gate: true,
  },
  ...forRecords(['REL'], (release, snapshot): Flaw | undefined => {
    const { version: expected } = snapshot.config.product;
    const version = attribute(release, 'version');
    if (expected === undefined || version === undefined || sameVersion(version, expected) || !isInPreparation(release))
      return undefined;
    // Of several releases in preparation the project file can name only one.
    if (snapshot.recordCount(PRODUCT_RELEASE_QUERY) > 0) return undefined;
    const place = release.fact.attributes.find(({ name }) => name === 'version')?.values[0]?.span;
    const message = `${PROJECT_FILE} says version ${expected}, ${release.id} says ${version}.`;
    return { message, span: place ?? release.fact.idSpan };
  }),
};

/** LT804: a release that nobody could build again. */
export const buildRecordMissing: Rule = {
  info: {
    code: 'LT804',
    name: 'build-record-missing',
    summary: 'A release does not say by which procedure and in which environment it is built.',
    clause: '5.8.5',
    gate: true,
  },
  ...forRecords(['REL'], (release) =>
    says(release, 'build') ? undefined : `${release.id}: how the software is built is not on record (field “build”).`,
  ),
};

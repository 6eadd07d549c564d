// @ts-check
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { nameAndVersion } from './bundledPackages.mjs';
import { npmCommand } from './commands.mjs';

/**
 * The software bill of materials of our package: what npm says of the packages that are in it, without those that it
 * leaves out. Equal sources give equal bills: the time is the given one, and the serial number follows from the content.
 * @param {readonly import('./bundledPackages.mjs').BundledPackage[]} packages
 * @param {{name: string, version: string, displayName: string}} manifest
 * @param {number} builtAt seconds since 1970
 * @returns {string} CycloneDX in JSON
 */
export function billOfMaterials(packages, { name, version, displayName }, builtAt) {
  const { metadata, components, dependencies, ...head } = installed();
  const ours = nameAndVersion({ name, version });
  const inside = new Set([ours, ...packages.map(nameAndVersion)]);
  const bill = {
    ...head,
    serialNumber: '',
    metadata: {
      ...metadata,
      timestamp: new Date(builtAt * 1000).toISOString(),
      component: { ...metadata.component, type: 'application', name, version, description: displayName },
    },
    components: components.filter((component) => inside.has(nameAndVersion(component))),
    dependencies: dependencies
      .filter(({ ref }) => inside.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => inside.has(other)) })),
  };
  const listed = new Set(bill.components.map(nameAndVersion));
  const lacking = packages.map(nameAndVersion).filter((each) => !listed.has(each));
  if (lacking.length > 0) throw new Error(`npm does not list ${lacking.join(', ')} among what we depend on`);
  return `${JSON.stringify({ ...bill, serialNumber: serialNumber(bill) }, null, 2)}\n`;
}

/**
 * @typedef {object} Bill
 * @property {{component: Record<string, unknown>}} metadata
 * @property {{name: string, version: string}[]} components
 * @property {{ref: string, dependsOn: string[]}[]} dependencies
 */

/** @returns {Bill & Record<string, unknown>} everything that is installed; `--omit dev` would leave out what a tool needs as well */
function installed() {
  const [npm, first] = npmCommand();
  const args = [...first, 'sbom', '--sbom-format', 'cyclonedx'];
  return JSON.parse(execFileSync(npm, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }));
}

/**
 * @param {unknown} content
 * @returns {string} a UUID of version 8 (RFC 9562) made from the content
 */
function serialNumber(content) {
  const hex = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return `urn:uuid:${parts.join('-')}`;
}

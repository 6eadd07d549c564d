import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inRepository } from '../support/repositoryRoot.ts';

interface NamedPackage {
  readonly name: string;
  readonly version: string;
}

interface Component extends NamedPackage {
  readonly purl: string;
  readonly licenses: readonly unknown[];
  readonly hashes: readonly { readonly alg: string; readonly content: string }[];
}

describe('the bill of materials', () => {
  const manifest = JSON.parse(readFileSync(inRepository('package.json'), 'utf8'));
  let packages: readonly NamedPackage[] = [];
  let bill: (builtAt: number) => string;
  let text = '';

  before(async () => {
    const { bundledPackages } = await import(script('bundledPackages'));
    const { billOfMaterials } = await import(script('sbom'));
    packages = bundledPackages();
    bill = (builtAt) => billOfMaterials(packages, manifest, builtAt);
    text = bill(1735689600);
  });

  it('lists the packages whose code is in ours, and no other', () => {
    const components: readonly Component[] = JSON.parse(text).components;
    assert.deepEqual(components.map(nameAndVersion).sort(), packages.map(nameAndVersion).sort());
    assert.ok(components.some(({ name }) => name === 'yaml'));
    assert.ok(!components.some(({ name }) => name === 'esbuild'));
  });

  it('says of each the licence, the package URL and the SHA-512', () => {
    for (const { name, version, purl, licenses, hashes } of JSON.parse(text).components as readonly Component[]) {
      assert.equal(decodeURIComponent(purl), `pkg:npm/${name}@${version}`);
      assert.ok(licenses.length > 0, name);
      assert.match(hashes.find(({ alg }) => alg === 'SHA-512')?.content ?? '', /^[0-9a-f]{128}$/, name);
    }
  });

  it('refers only to what it lists', () => {
    const { metadata, components, dependencies } = JSON.parse(text);
    const known = new Set([metadata.component, ...components].map((each) => each['bom-ref']));
    for (const { ref, dependsOn } of dependencies)
      for (const each of [ref, ...dependsOn]) assert.ok(known.has(each), each);
  });

  it('is the same for the same sources', () => {
    assert.equal(bill(1735689600), text);
    assert.notEqual(bill(1735689601), text);
    assert.match(
      JSON.parse(text).serialNumber,
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});

function script(name: string): string {
  return pathToFileURL(inRepository('scripts', 'lib', `${name}.mjs`)).href;
}

function nameAndVersion({ name, version }: NamedPackage): string {
  return `${name}@${version}`;
}

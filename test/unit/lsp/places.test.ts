import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Places } from '../../../server/src/lsp/places.ts';

const root = path.resolve('/projects/pump');
const places = new Places(root);

function addressOf(...parts: readonly string[]): string {
  return pathToFileURL(path.join(root, ...parts)).toString();
}

describe('places of a project', () => {
  it('knows its own files, whatever their names begin with', () => {
    for (const file of ['src/stop.c', '..notes.md', '...', 'a b/ü.md']) {
      assert.equal(places.fileOf(addressOf(file)), file);
      assert.equal(places.fileOf(places.uriOf(file)), file);
    }
  });

  it('knows nothing of what lies outside', () => {
    for (const address of [addressOf(), addressOf('..', 'spec.md'), addressOf('..'), 'untitled:Untitled-1']) {
      assert.equal(places.fileOf(address), undefined);
    }
  });
});

import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { URI } from 'vscode-uri';
import { diskPathOf } from '../../../server/src/lsp/diskPath.ts';
import { Places } from '../../../server/src/lsp/places.ts';

const root = path.resolve('/projects/pump');
const places = new Places(root);

function addressOf(...parts: readonly string[]): string {
  return URI.file(path.join(root, ...parts)).toString();
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

  it('knows them by any address that an editor may write', () => {
    const file = 'src/stop (1).c';
    const address = addressOf(file);
    for (const written of [address, address.replace('%28', '('), pathToFileURL(path.join(root, file)).href]) {
      assert.equal(places.fileOf(written), file);
    }
    if (path.sep !== '\\') return;
    const onDrive = new Places('c:\\projects\\pump');
    for (const drive of ['c:', 'C:', 'c%3A', 'C%3a'])
      assert.equal(onDrive.fileOf(`file:///${drive}/projects/Pump/src/stop.c`), 'src/stop.c');
    assert.equal(onDrive.fileOf('file:///d%3A/projects/pump/src/stop.c'), undefined);
    assert.deepEqual(['file:///C%3A', 'file:///c:/'].map(diskPathOf), ['c:\\', 'c:\\']);
    assert.equal(new Places('\\\\server\\share').fileOf('file://server/share/src/stop.c'), 'src/stop.c');
  });
});

describe('a document that calls its file otherwise than the disk does', () => {
  const [listed, called] = ['src/stop.c', 'SRC/Stop.c'];
  let isListed = true;
  const places = new Places(root, undefined, (file) => (file === called && isListed ? listed : file));

  it('is that file while it is open, and what leads to the file leads to the document', () => {
    assert.equal(places.fileOf(addressOf(called)), called);
    assert.equal(places.named(addressOf(called)), true);
    assert.equal(places.named(addressOf(called)), false);
    assert.equal(places.named(addressOf('src/go.c')), false);
    assert.equal(places.fileOf(addressOf(called)), listed);
    assert.equal(places.fileOf(addressOf(listed)), listed);
    assert.equal(places.uriOf(listed), addressOf(called));
    assert.deepEqual([...places.respelled], [listed]);
  });

  it('is another one when the disk lists it otherwise, or it is closed', () => {
    isListed = false;
    assert.equal(places.named(addressOf(called)), true);
    assert.equal(places.fileOf(addressOf(called)), called);
    assert.equal(places.uriOf(listed), addressOf(listed));
    isListed = true;
    places.named(addressOf(called));
    assert.equal(places.unnamed(addressOf(called)), true);
    assert.equal(places.unnamed(addressOf(called)), false);
    assert.equal(places.fileOf(addressOf(called)), called);
    assert.equal(places.uriOf(listed), addressOf(listed));
  });
});

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { readSealed, type SealedFile, writeSealed } from '../../../server/src/workspace/node/sealedFile.ts';
import { temporaryProject } from '../../support/temporaryProject.ts';

function newFile(): SealedFile {
  return { file: path.join(temporaryProject({}), 'kept'), purpose: 'tests' };
}

describe('a sealed file', () => {
  it('gives what was written, whatever that holds', () => {
    const sealed = newFile();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        writeSealed(sealed, text);
        assert.equal(readSealed(sealed), text);
      }),
    );
    assert.deepEqual(readdirSync(path.dirname(sealed.file)), ['kept']);
  });

  it('gives nothing when one bit of it is another one, or an end is missing or too much', () => {
    const sealed = newFile();
    writeSealed(sealed, 'What was found: ü☃.');
    const intact = readFileSync(sealed.file);
    for (let at = 0; at < intact.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const damaged = Buffer.from(intact);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
        writeFileSync(sealed.file, damaged);
        assert.equal(readSealed(sealed), undefined, `bit ${bit} of byte ${at}`);
      }
      writeFileSync(sealed.file, intact.subarray(0, at));
      assert.equal(readSealed(sealed), undefined, `${at} bytes`);
    }
    writeFileSync(sealed.file, Buffer.concat([intact, Buffer.from(' ')]));
    assert.equal(readSealed(sealed), undefined);
    writeFileSync(sealed.file, intact);
    assert.ok(readSealed(sealed));
  });

  it('gives nothing to whoever asks for another purpose', () => {
    const sealed = newFile();
    writeSealed(sealed, ' words');
    assert.equal(readSealed({ ...sealed, purpose: 'tests ' }), undefined);
    assert.equal(readSealed({ ...sealed, purpose: '' }), undefined);
  });

  it('is not written again to say the same, and need not be writable', () => {
    const sealed = newFile();
    writeSealed(sealed, 'one');
    const { ino } = statSync(sealed.file);
    writeSealed(sealed, 'one');
    assert.equal(statSync(sealed.file).ino, ino);
    writeSealed(sealed, 'two');
    assert.equal(readSealed(sealed), 'two');
    const nowhere = { ...sealed, file: path.join(sealed.file, 'no/such/folder/kept') };
    writeSealed(nowhere, 'one');
    assert.equal(readSealed(nowhere), undefined);
  });
});

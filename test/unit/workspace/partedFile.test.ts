import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { readParted, writeParted } from '../../../server/src/workspace/node/partedFile.ts';
import { temporaryProject } from '../../support/temporaryProject.ts';

const HEAD = Buffer.from('a head\n');

function write(file: string, parts: readonly Uint8Array[], head: Uint8Array = HEAD): void {
  writeParted(file, head, (put) => {
    for (const part of parts) put(part);
  });
}

/** The parts of a file as arrays, which compare well. */
function read(file: string, head: Uint8Array = HEAD): readonly (readonly number[])[] | undefined {
  return readParted(file, head)?.map((part) => [...part]);
}

function newFile(): string {
  return path.join(temporaryProject({}), 'folder', 'parted');
}

describe('a file in parts', () => {
  it('gives the parts that were put into it', () => {
    const file = newFile();
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 }), (parts) => {
        write(file, parts);
        assert.deepEqual(
          read(file),
          parts.map((part) => [...part]),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('is none when it ends early, wherever that is', () => {
    const file = newFile();
    write(file, [Buffer.from('one'), Buffer.from(''), Buffer.from('three')]);
    const intact = readFileSync(file);
    for (let length = 0; length < intact.length; length++) {
      writeFileSync(file, intact.subarray(0, length));
      assert.equal(read(file), undefined, `${length} bytes`);
    }
  });

  it('is none when a bit of it is another one, wherever that is', () => {
    const file = newFile();
    write(file, [Buffer.from('one'), Buffer.from(''), Buffer.from('three')]);
    const intact = readFileSync(file);
    for (let bit = 0; bit < 8 * intact.length; bit++) {
      const damaged = Buffer.from(intact);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      writeFileSync(file, damaged);
      assert.equal(read(file), undefined, `bit ${bit}`);
    }
  });

  it('is none when something stands behind it, or a part is missing', () => {
    const file = newFile();
    const parts = [Buffer.from('one'), Buffer.from('two')];
    write(file, parts);
    const intact = readFileSync(file);
    writeFileSync(file, Buffer.concat([intact, Buffer.from('x')]));
    assert.equal(read(file), undefined);
    writeFileSync(file, Buffer.concat([intact, intact]));
    assert.equal(read(file), undefined);
    const second = HEAD.length + 4 + 3;
    writeFileSync(file, Buffer.concat([intact.subarray(0, second), intact.subarray(second + 4 + 3)]));
    assert.equal(read(file), undefined);
  });

  it('is none with another head, and where there is no file', () => {
    const file = newFile();
    assert.equal(read(file), undefined);
    write(file, [Buffer.from('one')], Buffer.from('another head\n'));
    assert.equal(read(file), undefined);
    assert.equal(read(path.dirname(file)), undefined);
  });

  it('stays what it was when writing it fails, and leaves nothing behind', () => {
    const file = newFile();
    write(file, [Buffer.from('one')]);
    writeParted(file, HEAD, (put) => {
      put(Buffer.from('two'));
      throw new Error('no space left');
    });
    assert.deepEqual(read(file), [[...Buffer.from('one')]]);
    assert.deepEqual(readdirSync(path.dirname(file)), ['parted']);
  });

  it('belongs to this user alone', () => {
    const file = newFile();
    write(file, []);
    // Windows has no such modes; there the folder of a user is closed to others.
    assert.equal(statSync(file).mode & 0o777, process.platform === 'win32' ? 0o666 : 0o600);
  });
});

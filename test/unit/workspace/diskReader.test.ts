import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { withCode } from '../../../server/src/config/readingConfig.ts';
import { defaultConfig } from '../../../server/src/config/readProject.ts';
import type { FileRole } from '../../../server/src/model/facts.ts';
import { openersOf } from '../../../server/src/read/openers.ts';
import { isQuiet, readFile } from '../../../server/src/read/readFile.ts';
import { DiskReader } from '../../../server/src/workspace/node/diskReader.ts';
import { readFromDisk } from '../../../server/src/workspace/node/fileReading.ts';
import { temporaryProject } from '../../support/temporaryProject.ts';

const { reading } = defaultConfig();
const limits = { maxBytes: 100_000 };

const PIECES = [
  ...['/* ', ' */', '// ', '# ', '"', '\n', ' ', ': ', '- '],
  ...[
    '@implements SRS-1',
    '\\verifies SRS-2',
    '@unit UNIT-1',
    '@class B',
    '@anomaly',
    '@implements',
    'lifetrace-ignore LT202: so',
  ],
  ...[
    '[impl->req~one~1]',
    '[ impl~x~2 -> dsn~é~1 >> utest ]',
    '`req~one~1`',
    'Covers:\n* req~two~1\n',
    'arch --> dsn : req~x~1',
    '~destroy',
    'a->b',
  ],
  ...[
    '<specdocument xmlns="http://specobjects"><specobjects doctype="req"><specobject><id>a</id>',
    'int f(void) { return 0; }\n',
    'struct s {\n',
    '#define X(a) a\nextern int x;\n',
    'é',
    '\ufeff',
  ],
];
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join(''));
const file = fc.constantFrom(
  'a.c',
  'a.h',
  'a.cpp',
  'a.py',
  'a.ts',
  'a.rs',
  'a.java',
  'a.sh',
  'a.rst',
  'a.md',
  'a.xml',
  'a.oreqm',
  'a.yaml',
  'a.json',
);
/** How a file is read and written. */
const ways = { oft: fc.boolean(), wide: fc.boolean(), allUnits: fc.boolean() };
const role = fc.constantFrom<FileRole>('spec', 'source', 'test');

describe('reading a file from disk', () => {
  const root = temporaryProject({});

  it('comes to nothing only where reading the text does', () => {
    const reader = new DiskReader(root, limits);
    fc.assert(
      fc.property(file, role, text, fc.record(ways), (name, as, content, { oft, wide, allUnits }) => {
        const way = withCode({ ...reading, oft }, !allUnits);
        const bytes = wide ? Buffer.from(`\ufeff${content}`, 'utf16le') : Buffer.from(content);
        writeFileSync(path.join(root, name), bytes);
        const read = readFromDisk(reader, { path: name, role: as }, way);
        // Only the first mark is one.
        const unmarked = wide ? content : content.replace(/^\ufeff/, '');
        const facts = readFile({ path: name, text: unmarked, role: as }, way);
        assert.equal(read.state, isQuiet(facts) ? 'quiet' : 'facts');
      }),
      { numRuns: 500 },
    );
  });

  it('looks at all code where units count, but at C and C++ without a brace', () => {
    for (const [file, units] of [
      ['a.py', 'anything'],
      ['a.c', true],
      ['a.hpp', true],
    ] as const) {
      const openers = openersOf(file, 'source', withCode(reading, false));
      assert.equal(openers === 'anything' ? openers : openers.braces, units);
      assert.notEqual(openersOf(file, 'source', reading), 'anything');
    }
  });

  it('says why a file is not read', () => {
    const reader = new DiskReader(root, limits);
    const stateOf = (name: string) => {
      const state = reader.read(name, 'anything');
      return state.kind === 'skipped' ? state.reason : state.kind;
    };
    writeFileSync(path.join(root, 'large.c'), 'x'.repeat(100_001));
    writeFileSync(path.join(root, 'binary.c'), Buffer.from([65, 0, 66]));
    mkdirSync(path.join(root, 'folder.c'));
    symlinkSync('binary.c', path.join(root, 'link.c'));
    assert.equal(stateOf('large.c'), 'larger than 98 KiB (98 KiB)');
    assert.equal(stateOf('binary.c'), 'binary file');
    assert.equal(stateOf('folder.c'), 'removed');
    assert.equal(stateOf('none.c'), 'removed');
    assert.equal(stateOf('binary.c/none.c'), 'removed');
    assert.equal(stateOf('link.c'), 'symbolic link; its target is read where it stands');
    assert.equal(stateOf(`${'x'.repeat(300)}.c`), 'cannot be read (ENAMETOOLONG)');
    if (process.platform !== 'win32') {
      execFileSync('mkfifo', [path.join(root, 'pipe.c')]);
      assert.equal(stateOf('pipe.c'), 'not a regular file');
    }
  });

  it('reads small files behind one so large that its room is not kept', () => {
    const reader = new DiskReader(root, { maxBytes: 8 * 1024 * 1024 });
    const code = withCode(reading, false);
    const small = 'int f(void) {\n}\n';
    const large = `${'\n'.repeat(5 * 1024 * 1024)}${small}`;
    for (const [name, text] of Object.entries({
      'a.c': small,
      'b.c': large,
      'a.md': '## SRS-1: Stop\n',
      'b.md': large,
    }))
      writeFileSync(path.join(root, name), text);
    const payloadOf = (name: string, role: FileRole) => readFromDisk(reader, { path: name, role }, code).payload;
    const [ofCode, ofSpec] = [payloadOf('a.c', 'source'), payloadOf('a.md', 'spec')];
    assert.ok(ofCode.length > 0 && ofSpec.length > 0);
    for (let times = 0; times < 2; times++) {
      assert.ok(payloadOf('b.c', 'source').length > large.length);
      assert.deepEqual(payloadOf('a.c', 'source'), ofCode);
      payloadOf('b.md', 'spec');
      assert.deepEqual(payloadOf('a.md', 'spec'), ofSpec);
    }
  });

  it('finds binary files among those that hold nothing', () => {
    writeFileSync(path.join(root, 'zeros.c'), Buffer.alloc(500));
    const read = readFromDisk(new DiskReader(root, limits), { path: 'zeros.c', role: 'source' }, reading);
    assert.equal(read.state, 'skipped');
  });
});

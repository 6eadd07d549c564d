import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { Ajv } from 'ajv';
import type { CheckReport } from '../../server/src/reports/checkReport.ts';
import { userCacheFolder } from '../../server/src/workspace/node/cacheFolder.ts';
import { inRepository } from '../support/repositoryRoot.ts';
import { temporaryProject } from '../support/temporaryProject.ts';

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Where the runs of this file keep what they have read: never where a user does. */
const caches = temporaryProject({});
const env = { ...process.env, XDG_CACHE_HOME: caches, LOCALAPPDATA: caches, HOME: caches };

function lifetrace(args: readonly string[], cwd = inRepository(), options = process.env['NODE_OPTIONS']): Run {
  const run = spawnSync(process.execPath, [inRepository('dist/cli.cjs'), ...args], {
    cwd,
    env: { ...env, NODE_OPTIONS: options },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

/** The cache files that runs have left so far, or those of one kind. */
function cacheFiles(kind: '' | '.lifetrace-cache' | '.lifetrace-code' = ''): readonly string[] {
  const folder = userCacheFolder(process.platform, env) ?? '';
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files.filter((file) => file.endsWith(kind)).map((file) => path.join(folder, file));
}

function checkJson(folder: string, ...options: readonly string[]): CheckReport {
  return JSON.parse(lifetrace(['check', folder, '--format', 'json', ...options]).out);
}

const validate = new Ajv({ allErrors: true }).compile(
  JSON.parse(readFileSync(inRepository('schemas/check.schema.json'), 'utf8')),
);

const CLEAN = {
  '.lifetrace/project.yaml': 'product: {name: Test}\n',
  '.lifetrace/evidence.yaml': ['4', '5', '6', '7', '8', '9'].map((chapter) => `"${chapter}": auto\n`).join(''),
  'spec.md': [
    '# SS-1 System',
    '- safetyClass: A',
    '- rmfRef: RMF-1 §4',
    '# SYS-1 Stop',
    '# SRS-1 Stop',
    'The software shall stop.',
    '- derives: SYS-1',
    '# ST-1 Stop test',
    '- verifies: SRS-1',
    '',
  ].join('\n'),
  'src/stop.c': '/** @implements SRS-1 */\nint stop(void) { return 0; }\n',
};

describe('lifetrace check', () => {
  it('gives 0 and a summary for a clean project', () => {
    const run = lifetrace(['check', temporaryProject(CLEAN)]);
    assert.deepEqual([run.code, run.err], [0, '']);
    assert.match(run.out, /^0 errors, 0 warnings, 0 information$/m);
    assert.match(run.out, /4 files, 4 items, 2 links, 1 code unit, 1 tag/);
  });

  it('gives 1 and the place of each finding', () => {
    const folder = temporaryProject({ ...CLEAN, 'src/more.c': '// @implements SRS-2\nint more(void) { return 0; }\n' });
    const run = lifetrace(['check', folder]);
    assert.equal(run.code, 1);
    assert.match(run.out, /^src\/more\.c\n {2}1:16 +error +LT002 {2}“SRS-2” is not defined in this workspace/m);
  });

  it('tells what was found by its exit code where nobody reads on', async () => {
    const args = ['check', inRepository('samples/aria-sp1'), '--format', 'json'];
    const run = spawn(process.execPath, [inRepository('dist/cli.cjs'), ...args], { env });
    run.stdout.destroy();
    const [said, [code]] = await Promise.all([text(run.stderr), once(run, 'close')]);
    assert.deepEqual([code, said], [1, '']);
  });

  it('says why nothing was read', () => {
    const ignored = {
      '.gitignore': '/*\n',
      'spec.md': '# SRS-1 Stop\n',
      'src/stop.c': 'int stop(void) { return 0; }\n',
    };
    const folder = temporaryProject({ ...ignored, Makefile: '' });
    const said =
      'No specification and no code was read: 2 files and folders left out by .gitignore, 2 files of kinds that are not read.';
    const run = lifetrace(['check', folder]);
    assert.deepEqual([run.code, run.err], [0, '']);
    assert.equal(run.out.split('\n')[0], said);
    const report = checkJson(folder);
    assert.ok(validate(report), JSON.stringify(validate.errors));
    assert.equal(report.nothingRead, said);

    const none = /^No specification and no code was read: there is none in the folder\.$/m;
    assert.match(lifetrace(['check', temporaryProject({})]).out, none);
    const narrowed = lifetrace(['check', temporaryProject(CLEAN), '--include', 'nowhere/**']);
    assert.match(
      narrowed.out,
      /^No specification and no code was read: \d+ files and folders left out by the globs in force/m,
    );
    const unread = lifetrace(['check', temporaryProject({ 'a.c': 'int a;\0\n' })]);
    assert.match(unread.out, /^No specification and no code was read: 1 file too large or not readable\.$/m);
    assert.equal(checkJson(temporaryProject(CLEAN)).nothingRead, undefined);
  });

  it('tells the state of each clause with --clauses, as text and as JSON', () => {
    const folder = temporaryProject({
      ...CLEAN,
      '.lifetrace/evidence.yaml': '5.1.3: docs/plan.md\n5.1.6: docs/plan.md#tests\n5.1.7: {na: "no risk"}\n',
      'docs/plan.md': '# Plan\n',
    });
    const { out } = lifetrace(['check', folder, '--clauses']);
    assert.match(out, /^Clauses for class A$/m);
    assert.match(out, /^ {2}● 5\.1\.3 +SDP reference to system design and development$/m);
    assert.match(out, /^ {2}○ 5\.1\.6 +.*: docs\/plan\.md#tests: no heading “tests”; no record found$/m);
    assert.match(out, /^ {2}⊘ 5\.1\.7 +.*: not applicable: no risk$/m);
    assert.match(out, /^ {2}⊘ 5\.4\.2 +.*: not required for class A \(required for C\)$/m);
    const report = checkJson(folder, '--clauses');
    assert.ok(validate(report), JSON.stringify(validate.errors));
    const states = new Map(report.clauses?.list.map(({ ref, state }) => [ref, state]));
    assert.deepEqual(
      ['5.1.3', '5.1.6', '5.1.7', '5.4.2'].map((ref) => states.get(ref)),
      ['evidenced', 'none', 'notApplicable', 'notApplicable'],
    );
    const sum = Object.values(report.clauses?.counts ?? {}).reduce((all, count) => all + count, 0);
    assert.equal(sum, report.clauses?.list.length);
    assert.equal(checkJson(folder).clauses, undefined);
  });

  it('says with every result that an edition is a draft', () => {
    const project = 'product: {name: Test}\nprofile: 62304-ed2-draft\n';
    const folder = temporaryProject({ ...CLEAN, '.lifetrace/project.yaml': project });
    const { out } = lifetrace(['check', folder, '--clauses']);
    assert.match(out, /^Clauses for level II$/m);
    assert.match(out, /profile 62304-ed2-draft \(draft, not published; /);
    const report = checkJson(folder, '--clauses', '--classes');
    assert.ok(validate(report), JSON.stringify(validate.errors));
    assert.match(report.draft ?? '', /not published/);
  });

  it('tells safety classes and what they rest on with --classes, as text and as JSON', () => {
    const folder = temporaryProject({
      ...CLEAN,
      'spec/items.yaml': 'SI-1: {title: Motor, partOf: SS-1, safetyClass: B}\nSI-2: {title: Log, partOf: SS-1}\n',
    });
    const { out } = lifetrace(['check', folder, '--classes']);
    assert.match(out, /^Safety classes, product: class B$/m);
    assert.match(out, /^ {2}SI-1 {2}B {2}Motor {2}\(declared at SI-1\)$/m);
    assert.match(out, /^ {2}SI-2 {2}B {2}Log {2}\(inherited from SS-1 ← raised by SI-1 ← declared at SI-1\)$/m);
    const report = checkJson(folder, '--classes');
    assert.ok(validate(report), JSON.stringify(validate.errors));
    assert.deepEqual(
      report.classes?.list.map(({ id, declared, effective }) => [id, declared, effective]),
      [
        ['SI-1', 'B', 'B'],
        ['SI-2', null, 'B'],
        ['SS-1', 'A', 'B'],
      ],
    );
  });

  it('names with --classes what in the risk file asks for a class', () => {
    const folder = temporaryProject({
      ...CLEAN,
      'spec/risk.yaml':
        'SI-1: {title: Motor, partOf: SS-1}\nHS-1: {title: Overdose, severity: S4, p0: P3}\nCAUSE-1: {title: overflow, in: SI-1, causes: HS-1}\n',
    });
    const { out } = lifetrace(['check', folder, '--classes']);
    assert.match(out, /^ {2}SI-1 {2}C {2}Motor {2}\(HS-1 \(S4\) ← CAUSE-1 in SI-1; inherited from SS-1 ← /m);
    const report = checkJson(folder, '--classes');
    assert.ok(validate(report), JSON.stringify(validate.errors));
    assert.deepEqual(report.classes?.list.find(({ id }) => id === 'SI-1')?.ground, {
      situation: 'HS-1',
      source: 'CAUSE-1',
      at: 'SI-1',
      text: 'HS-1 (S4) ← CAUSE-1 in SI-1',
    });
  });

  it('lets --fail-on decide about the exit code', () => {
    const folder = temporaryProject({
      ...CLEAN,
      'notes.md': '# SRS-1 Again\n',
      'src/a.c': 'int untraced(void) { return 0; }\n',
    });
    assert.equal(lifetrace(['check', folder, '--fail-on', 'never']).code, 0);
    assert.equal(lifetrace(['check', folder, '--fail-on', 'error']).code, 1);
    const warnings = temporaryProject({ ...CLEAN, 'src/b.c': '// @implements srs_01\nint b(void) { return 0; }\n' });
    assert.equal(lifetrace(['check', warnings]).code, 0);
    assert.equal(lifetrace(['check', warnings, '--fail-on', 'warning']).code, 1);
  });

  it('gives 2 and one sentence for wrong usage', () => {
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['frobnicate'], /unknown command “frobnicate”/],
      [['check', '--format', 'xml'], /--format must be one of text, json/],
      [['check', '--fail-on', 'always'], /--fail-on must be one of/],
      [['check', '--nonsense'], /nonsense/],
      [['check', 'a', 'b'], /expected one folder, found 2/],
      [['check', '/nonexistent/folder'], /is not a folder that can be read/],
      [['check', '--include', '../x'], /leads out of the project/],
    ];
    for (const [args, message] of cases) {
      const run = lifetrace(args);
      assert.equal(run.code, 2, args.join(' '));
      assert.match(run.err, message);
      assert.equal(run.err.trim().split('\n').length, 1, run.err);
    }
  });

  it('prints help and version', () => {
    assert.match(lifetrace(['--help']).out, /lifetrace check \[DIR\]/);
    assert.equal(
      lifetrace(['--version']).out,
      `${JSON.parse(readFileSync(inRepository('package.json'), 'utf8')).version}\n`,
    );
    assert.equal(lifetrace([]).code, 2);
  });

  it('writes JSON by its schema, the same bytes on every run, and to --out', () => {
    const sample = inRepository('samples/aria-sp1');
    const first = lifetrace(['check', sample, '--format', 'json']);
    const report: CheckReport = JSON.parse(first.out);
    validate(report);
    assert.deepEqual(validate.errors, null);
    const out = path.join(temporaryProject({}), 'report.json');
    assert.equal(lifetrace(['check', sample, '--format', 'json', '--out', out]).out, '');
    assert.equal(readFileSync(out, 'utf8'), first.out);
  });

  it('says which findings keep a release from going out, and how many', () => {
    const spec = '# SRS-1 Stop\n\nThe software stops.\n\n- source: decision D-4\n';
    const { findings, summary } = checkJson(temporaryProject({ ...CLEAN, 'more.md': spec.replace('SRS-1', 'SRS-2') }));
    assert.deepEqual(
      findings.map(({ code, gate }) => [code, gate]),
      [
        ['LT105', false],
        ['LT210', true],
        ['LT301', true],
      ],
    );
    assert.equal(summary.gate, 2);
  });

  it('says when --out cannot be written', () => {
    const run = lifetrace(['check', temporaryProject(CLEAN), '--out', '/nonexistent/folder/report.txt']);
    assert.equal(run.code, 2);
    assert.match(run.err, /cannot write/);
  });

  if (existsSync('/dev/full')) {
    it('gives 2 and one sentence when the disk is full', () => {
      const full = openSync('/dev/full', 'w');
      try {
        const folder = temporaryProject(CLEAN);
        for (const args of [['check', folder], ['check', folder, '--format', 'json'], ['--help']]) {
          const run = spawnSync(process.execPath, [inRepository('dist/cli.cjs'), ...args], {
            env,
            encoding: 'utf8',
            stdio: ['ignore', full, 'pipe'],
          });
          assert.equal(run.status, 2);
          assert.match(run.stderr, /^lifetrace: cannot write the result: ENOSPC[^\n]*\.\n$/);
        }
        const run = spawnSync(process.execPath, [inRepository('dist/cli.cjs'), 'check', '/nonexistent'], {
          env,
          stdio: ['ignore', 'ignore', full],
        });
        assert.equal(run.status, 2);
      } finally {
        closeSync(full);
      }
    });
  }

  if (process.platform !== 'win32') {
    it('checks a folder that is named in full where the current one is gone, and says that it is gone otherwise', () => {
      const folder = temporaryProject(CLEAN);
      const script = `mkdir gone && cd gone && rmdir ../gone && exec "$0" "$@"`;
      const inGone = (...args: readonly string[]) =>
        spawnSync('/bin/sh', ['-c', script, process.execPath, inRepository('dist/cli.cjs'), ...args], {
          cwd: temporaryProject({}),
          env,
          encoding: 'utf8',
        });
      const named = inGone('check', folder);
      assert.deepEqual([named.status, named.stderr], [0, '']);
      const unnamed = inGone('check');
      assert.deepEqual(
        [unnamed.status, unnamed.stderr],
        [2, 'lifetrace check: “.” is not a folder that can be read.\n'],
      );
    });
  }

  it('reads only what --include names', () => {
    const report = checkJson(
      temporaryProject({ ...CLEAN, 'other/x.c': 'int x(void) { return 0; }\n' }),
      '--include',
      'src/**',
      '--include',
      'spec.md',
    );
    assert.deepEqual(
      report.units.map((unit) => unit.name),
      ['stop'],
    );
  });

  it('says nothing about a repository that has never heard of it', () => {
    const folder = temporaryProject({
      'README.md': '# Hello\n\n## Test 3\n',
      '.github/workflows/ci.yml': 'jobs: {a: {steps: [{id: step-1}]}}\n',
      'src/main.c': '/** @implements Foo\n @class Bar */\nint main(void) { return 0; }\n',
      'src/a.ts': '/** @implements {Thing} */\nexport class A {}\n',
      'broken.yaml': 'a: [1\n',
      'test/one.yaml': '- id: REQ_1\n- id: REQ_2\n',
      'test/two.yaml': '- id: REQ_1\n- id: REQ_2\n',
    });
    const report = checkJson(folder);
    assert.deepEqual(report.findings, []);
    assert.equal(lifetrace(['check', folder]).code, 0);
  });

  it('says of which code no trace is expected, and why', () => {
    const folder = temporaryProject({
      ...CLEAN,
      '.lifetrace/project.yaml': 'units:\n  exclude:\n    - {paths: src/hal/**, reason: code of the vendor}\n',
      'src/hal/a.c': 'int a(void) { return 0; }\nint b(void) { return 0; }\n',
      'src/hal/c.c': 'int c(void) { return 0; }\n',
      'src/gen.c': '/* Generated by x. DO NOT EDIT. */\nint d(void) { return 0; }\n',
    });
    const report = checkJson(folder);
    assert.deepEqual(report.findings, []);
    assert.equal(report.summary.excludedUnits, 4);
    assert.deepEqual(
      report.units.map(({ name, excluded }) => [name, excluded]),
      [
        ['d', 'generated code'],
        ['a', 'code of the vendor'],
        ['b', 'code of the vendor'],
        ['c', 'code of the vendor'],
        ['stop', null],
      ],
    );
    const { out } = lifetrace(['check', folder]);
    assert.match(out, /No trace expected\n {2}1 code unit in 1 file {2}reason: generated code\n/);
    assert.match(out, /\n {2}3 code units in 2 files {2}reason: code of the vendor\n/);
  });

  it('lists suppressed findings with their reason', () => {
    const folder = temporaryProject({
      ...CLEAN,
      'src/boot.c': '// lifetrace-ignore LT202: start-up code of the vendor\nint boot(void) { return 0; }\n',
    });
    const report = checkJson(folder);
    assert.deepEqual(report.findings, []);
    assert.deepEqual(
      report.suppressed.map(({ code, reason }) => [code, reason]),
      [['LT202', 'start-up code of the vendor']],
    );
  });
});

describe('lifetrace check on difficult files', () => {
  const long = `int a; ${'x'.repeat(300_000)}\n`;
  const utf16 = Buffer.from('\ufeff// @implements SRS-1\r\nint wide(void) { return 0; }\r\n', 'utf16le');

  it('reads BOM, CRLF, UTF-16, empty files and very long lines, and skips binary and large files with a reason', () => {
    const folder = temporaryProject({
      ...CLEAN,
      'src/bom.c': '\ufeff/** @implements SRS-1 */\r\nint bom(void)\r\n{\r\n  return 0;\r\n}\r\n',
      'src/empty.c': '',
      'src/long.c': long,
      'src/large.c': `// ${'large '.repeat(200_000)}\n`,
    });
    writeFileSync(path.join(folder, 'src/wide.c'), utf16);
    // What begins like UTF-16 with a zero behind it is UTF-32.
    writeFileSync(path.join(folder, 'src/utf32.c'), Buffer.from('\ufeff\0i\0n\0t\0', 'utf16le'));
    writeFileSync(path.join(folder, 'src/image.c'), Buffer.from([0x7f, 0x45, 0, 0, 1, 2, 3]));
    const report = checkJson(folder);
    assert.deepEqual(report.findings, []);
    assert.deepEqual(
      report.units.map(({ name, line }) => [name, line]),
      [
        ['bom', 2],
        ['stop', 2],
        ['wide', 2],
      ],
    );
    assert.deepEqual(
      report.skipped.map(({ file, reason }) => [file, reason.replace(/\d+/g, 'n')]),
      [
        ['src/image.c', 'binary file'],
        ['src/large.c', 'larger than n KiB (n KiB)'],
        ['src/utf32.c', 'binary file'],
      ],
    );
  });

  it('reads large specs, and larger code when it is told to', () => {
    const prose = `${'The software shall stop. '.repeat(60_000)}\n`;
    const folder = temporaryProject({
      ...CLEAN,
      'large.md': `# SRS-2 Large\n${prose}- derives: SYS-1\n`,
      'src/large.c': `// ${prose}/** @implements SRS-2 */\nint large(void) { return 0; }\n`,
    });
    const report = checkJson(folder);
    assert.ok(report.items.some((item) => item.id === 'SRS-2'));
    assert.deepEqual(
      report.skipped.map((each) => each.file),
      ['src/large.c'],
    );
    const all = checkJson(folder, '--max-file-size', '2048');
    assert.deepEqual(all.skipped, []);
    assert.ok(all.units.some((unit) => unit.name === 'large'));
    const wrong = lifetrace(['check', folder, '--max-file-size', 'all']);
    assert.equal(wrong.code, 2);
    assert.match(wrong.err, /--max-file-size must be a number of KiB/);
  });

  it('names a file that takes more memory than there is, and reads the others', () => {
    const folder = temporaryProject({
      ...CLEAN,
      'src/comments.cpp': `// @implements SRS-1\n${'//\n'.repeat(8_000_000)}`,
    });
    const args = ['check', folder, '--no-cache', '--max-file-size', '30000'];
    const run = lifetrace(args, inRepository(), '--max-old-space-size=120');
    assert.match(run.out, /^Not read\n {2}src\/comments\.cpp {2}reading it took more memory than there is$/m);
    assert.match(run.out, /^4 files, 4 items, 2 links, 1 code unit, 1 tag, 1 file not read/m);
    assert.deepEqual([run.err, run.code], ['', 0]);
  });

  it('reads what another size lets in, though it was kept that it was too large, and the other way round', () => {
    const folder = temporaryProject({ 'src/large.c': `// @implements SRS-1\n${'\n'.repeat(1_100_000)}` });
    // What was changed just before it was read is not kept.
    const longAgo = new Date('2024-01-01');
    utimesSync(path.join(folder, 'src/large.c'), longAgo, longAgo);
    for (const size of ['1024', '2048', '1024']) {
      const expected = size === '1024' ? ['src/large.c'] : [];
      const { skipped } = checkJson(folder, '--max-file-size', size);
      assert.deepEqual(
        skipped.map(({ file }) => file),
        expected,
        size,
      );
    }
  });

  it('does not follow symbolic links, into loops or out of the project', () => {
    const folder = temporaryProject(CLEAN);
    const outside = temporaryProject({ 'secret.c': '// @implements SRS-99\n' });
    symlinkSync(folder, path.join(folder, 'src/loop'));
    symlinkSync(path.join(outside, 'secret.c'), path.join(folder, 'src/secret.c'));
    symlinkSync(path.join(folder, 'nowhere'), path.join(folder, 'src/dangling.c'));
    const report = checkJson(folder);
    assert.deepEqual(report.findings, []);
    assert.deepEqual(
      report.skipped.map((entry) => entry.file),
      ['src/dangling.c', 'src/loop', 'src/secret.c'],
    );
  });

  it('names each link to a folder that it would have looked into, and no other', () => {
    const shared = temporaryProject({ 'lib/a.c': 'int a(void) { return 0; }\n', tool: '' });
    const folder = temporaryProject({ ...CLEAN, '.gitignore': '/out\n', 'real/.keep': '' });
    for (const link of ['shared', 'out', 'node_modules', 'real/inside', '.lifetrace-old'])
      symlinkSync(path.join(shared, 'lib'), path.join(folder, link));
    symlinkSync(path.join(shared, 'tool'), path.join(folder, 'tool'));
    const named = ['.lifetrace-old', 'real/inside', 'shared'];
    const reason = 'symbolic link; its target is read where it stands';
    assert.deepEqual(
      checkJson(folder).skipped,
      named.map((file) => ({ file, reason })),
    );
  });

  if (process.platform === 'linux') {
    it('names what is no file, without opening it, and what has a name that is no text', () => {
      const folder = temporaryProject({ ...CLEAN, '.gitignore': 'ignored.c\n' });
      for (const pipe of ['src/pipe.c', 'pipe.md', 'ignored.c', 'pipe']) spawnSync('mkfifo', [path.join(folder, pipe)]);
      const odd = (name: string): Buffer => Buffer.from(`${folder}/${name}`, 'latin1');
      writeFileSync(odd('src/caf\xe9.c'), 'int a;\n');
      writeFileSync(odd('caf\xe9.png'), '');
      mkdirSync(odd('d\xff'));
      writeFileSync(odd('d\xff/a.c'), 'int a;\n');
      // A name may hold what stands for bytes that are no text.
      writeFileSync(path.join(folder, 'src/\ufffd.c'), '// @implements SRS-99\n');
      const expected = [
        { file: 'd\ufffd', reason: 'its name is not UTF-8' },
        { file: 'pipe.md', reason: 'not a regular file' },
        { file: 'src/caf\ufffd.c', reason: 'its name is not UTF-8' },
        { file: 'src/pipe.c', reason: 'not a regular file' },
      ];
      const { skipped, findings } = checkJson(folder);
      assert.deepEqual(skipped, expected);
      assert.deepEqual(
        findings.map(({ file }) => file),
        ['src/\ufffd.c'],
      );
    });
  }

  // Windows knows no file that its owner may not read by mode alone.
  if (process.platform !== 'win32') {
    it('names a file and a folder that it may not read', () => {
      const folder = temporaryProject({ ...CLEAN, 'src/locked.c': 'int locked;\n', 'closed/a.c': 'int a;\n' });
      chmodSync(path.join(folder, 'src/locked.c'), 0);
      chmodSync(path.join(folder, 'closed'), 0);
      try {
        // A user who may read everything sees no difference; the files are then read like any other.
        const mayReadAll = process.getuid?.() === 0;
        const report = checkJson(folder);
        const skipped = report.skipped.map((entry) => entry.file);
        assert.deepEqual(skipped, mayReadAll ? [] : ['closed', 'src/locked.c']);
      } finally {
        chmodSync(path.join(folder, 'closed'), 0o755);
      }
    });
  }

  it('prunes what .gitignore files leave out, nested and negated', () => {
    const folder = temporaryProject({
      ...CLEAN,
      '.gitignore': 'build/\n*.gen.c\n!src/keep.gen.c\n',
      'build/a.c': '// @implements SRS-9\n',
      'src/x.gen.c': '// @implements SRS-9\n',
      'src/keep.gen.c': '/** @implements SRS-1 */\nint keep(void) { return 0; }\n',
      'src/.gitignore': '/local.c\n',
      'src/local.c': '// @implements SRS-9\n',
    });
    const report = checkJson(folder);
    assert.deepEqual(report.findings, []);
    assert.deepEqual(
      report.units.map((unit) => unit.name),
      ['keep', 'stop'],
    );
  });

  it('names the line of a broken project file and goes on with the defaults', () => {
    const folder = temporaryProject({ ...CLEAN, '.lifetrace/project.yaml': 'product:\n  name: Test\nfiles: [\n' });
    const report = checkJson(folder);
    const problems = report.findings.filter((finding) => finding.code === 'LT007');
    assert.ok(problems.length > 0);
    assert.ok(problems.every((finding) => finding.file === '.lifetrace/project.yaml' && finding.line >= 3));
    assert.equal(report.summary.items, 4);
  });

  it('refuses paths that lead out of the project', () => {
    const folder = temporaryProject({
      ...CLEAN,
      '.lifetrace/project.yaml': 'files:\n  sources: [../**, /etc/**, src/**]\n',
    });
    const report = checkJson(folder);
    assert.deepEqual(
      report.findings.map(({ code, line, column }) => [code, line, column]),
      [
        ['LT007', 2, 13],
        ['LT007', 2, 20],
      ],
    );
  });

  it('is not held up by an evil pattern of the project', () => {
    const folder = temporaryProject({
      ...CLEAN,
      '.lifetrace/project.yaml': "opaqueIds:\n  UNIT: ['(a+)+b$', '(x*)*y', '(']\n",
      'src/evil.c': `// @implements ${'a'.repeat(5000)}!\nint evil; // @implements SRS-1\n`,
    });
    const report = checkJson(folder);
    assert.deepEqual(
      report.findings.map(({ code, line, column }) => [code, line, column]),
      [['LT007', 2, 32]],
    );
  });

  it('survives cyclic links and an ID that is defined twice', () => {
    const folder = temporaryProject({
      ...CLEAN,
      'loop.yaml':
        '- {id: SI-1, partOf: SI-2}\n- {id: SI-2, partOf: SI-3}\n- {id: SI-3, partOf: SI-1}\n- {id: SRS-1, derives: SYS-1}\n',
    });
    const codes = checkJson(folder).findings.map((finding) => finding.code);
    assert.ok(codes.includes('LT005'));
    assert.ok(codes.includes('LT001'));
  });

  it('prints a hundred thousand findings in one file', () => {
    const folder = temporaryProject({ ...CLEAN, 'src/many.c': '// @risk RC-9,RC-8,RC-7,RC-6,RC-5\n'.repeat(30_000) });
    const run = lifetrace(['check', folder]);
    assert.deepEqual([run.code, run.err], [1, '']);
    assert.match(run.out, /^150000 errors/m);
  });

  it('takes a project of empty folders', () => {
    const folder = temporaryProject({});
    mkdirSync(path.join(folder, 'empty'));
    assert.equal(lifetrace(['check', folder]).code, 0);
  });
});

describe('what lifetrace check keeps', () => {
  /** The demo project where it stands, since nobody has touched that of late. */
  const rested = inRepository('samples/aria-sp1');

  it('changes no byte of the result, whole or damaged', () => {
    const args = ['check', rested, '--format', 'json'];
    for (const file of cacheFiles()) rmSync(file);
    const expected = lifetrace([...args, '--no-cache']);
    assert.deepEqual(cacheFiles(), []);
    assert.deepEqual(lifetrace(args), expected);
    const [file = ''] = cacheFiles('.lifetrace-cache');
    const bytes = readFileSync(file);
    assert.deepEqual(lifetrace(args), expected);
    for (const at of [20, Math.floor(bytes.length / 2)]) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      writeFileSync(file, damaged);
      assert.deepEqual(lifetrace(args), expected);
      const written = readFileSync(file);
      assert.ok(!written.equals(damaged));
      // Folders may have come to rest meanwhile: then what they hold is kept as well.
      assert.ok(written.length >= bytes.length);
    }
  });

  if (process.platform !== 'win32') {
    it('is done without where pipes stand in place of its files, and written anew', () => {
      const args = ['check', rested, '--format', 'json'];
      const expected = lifetrace(args);
      const files = cacheFiles();
      assert.ok(files.length > 1);
      for (const file of files) {
        rmSync(file);
        spawnSync('mkfifo', [file]);
      }
      assert.deepEqual(lifetrace(args), expected);
      assert.ok(cacheFiles('.lifetrace-cache').every((file) => statSync(file).isFile()));
    });
  }

  it('is written as a whole by runs at the same time', async () => {
    const args = ['check', rested, '--format', 'json'];
    const expected = lifetrace([...args, '--no-cache']).out;
    const outs = await Promise.all(
      Array.from({ length: 2 }, async () => {
        const run = spawn(process.execPath, [inRepository('dist/cli.cjs'), ...args], { env });
        return text(run.stdout);
      }),
    );
    assert.deepEqual(new Set([...outs, lifetrace(args).out]), new Set([expected]));
    assert.ok(cacheFiles().every((file) => /\.lifetrace-(?:cache|code)$/.test(file)));
  });

  it('keeps the compiled programs too, for all projects, and does without when they are damaged', () => {
    // So many files that threads read them.
    const code = Array.from({ length: 600 }, (_, index) => [`src/f${index}.c`, 'int f(void) { return 0; }\n'] as const);
    const folder = temporaryProject({ ...CLEAN, ...Object.fromEntries(code) });
    const args = ['check', folder, '--format', 'json'];
    for (const file of cacheFiles()) rmSync(file);
    const expected = lifetrace([...args, '--no-cache']);
    assert.deepEqual(lifetrace(args), expected);
    const programs = cacheFiles('.lifetrace-code');
    assert.equal(programs.length, 2);
    const kept = programs.map((file) => readFileSync(file));
    for (const file of cacheFiles('.lifetrace-cache')) rmSync(file);
    assert.deepEqual(lifetrace(args), expected);
    lifetrace(['check', temporaryProject(CLEAN)]);
    assert.deepEqual(
      cacheFiles('.lifetrace-code').map((file) => readFileSync(file)),
      kept,
    );
    for (const [index, file] of programs.entries()) {
      const damaged = Buffer.from(kept[index] ?? '');
      damaged[damaged.length >> 1] = (damaged[damaged.length >> 1] ?? 0) ^ 1;
      writeFileSync(file, damaged);
      for (const earlier of cacheFiles('.lifetrace-cache')) rmSync(earlier);
      assert.deepEqual(lifetrace([...args, '--no-cache']), expected);
      assert.ok(readFileSync(file).equals(damaged));
      assert.deepEqual(lifetrace(args), expected);
      assert.ok(!readFileSync(file).equals(damaged));
    }
  });

  it('keeps nothing of other commands, or of a check that did not begin', () => {
    for (const file of cacheFiles()) rmSync(file);
    for (const args of [['--version'], ['init', temporaryProject(CLEAN), '--dry-run'], ['check', '--format', 'xml']])
      lifetrace(args);
    assert.deepEqual(cacheFiles(), []);
  });

  it('does without a place to keep it', () => {
    const folder = temporaryProject(CLEAN);
    const run = spawnSync(process.execPath, [inRepository('dist/cli.cjs'), 'check', folder], {
      encoding: 'utf8',
      env: { ...process.env, HOME: '', XDG_CACHE_HOME: '', LOCALAPPDATA: '' },
    });
    assert.deepEqual([run.status, run.stderr], [0, '']);
  });

  if (existsSync('/proc/self')) {
    it('does without a place where no folder can be made', () => {
      const run = spawnSync(process.execPath, [inRepository('dist/cli.cjs'), 'check', temporaryProject(CLEAN)], {
        encoding: 'utf8',
        env: { ...process.env, XDG_CACHE_HOME: '/proc' },
        timeout: 30_000,
      });
      assert.deepEqual([run.status, run.stderr], [0, '']);
    });
  }

  it('is the same for many files, which a thread is ready for before they are found', () => {
    const tag = (index: number) => `// @implements SRS-${index}\nint f${index}(void) { return 0; }\n`;
    const few = { ...CLEAN, 'spec/srs.md': '# SRS-1 Pump\n', 'src/f1.c': tag(1) };
    const many = Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`src/f${index + 1}.c`, tag(1)]));
    const [small, large] = [few, { ...few, ...many }].map((files) => checkJson(temporaryProject(files), '--no-cache'));
    assert.equal(large?.summary.tags, (small?.summary.tags ?? 0) + 599);
    const refused = lifetrace(['check', '--format', 'xml'], temporaryProject(many));
    assert.equal(refused.code, 2);
    assert.match(refused.err, /--format must be one of/);
  });
});

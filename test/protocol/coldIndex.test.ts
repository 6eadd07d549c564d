import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import {
  CancellationTokenSource,
  type CompletionList,
  type Location,
  type LocationLink,
  LSPErrorCodes,
} from 'vscode-languageserver/node';
import { generateProject } from '../bench/project/generate.ts';
import { planOfRequirements } from '../bench/project/plan.ts';
import { LanguageServer, uriOf } from '../support/languageServer.ts';
import { temporaryProject, writeIn } from '../support/temporaryProject.ts';

/** A project that takes the server a while: some requirements, and many files of code that say nothing. */
const PROJECT = {
  ...Object.fromEntries(generateProject(planOfRequirements(100, 3))),
  ...Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`src/plain/f${index}.c`, `int f${index};\n`])),
};

/** Beside it what the tests ask about. */
const ON_DISK = { ...PROJECT, 'zz/spec.md': '# SRS-90002 On disk\n', 'zz/used.c': '// @implements SRS-90001\n' };
const SPEC = '# SRS-90001 Open in an editor\n- derives: SYS-9\n';
const CODE = '// @implements SRS-90001, SRS-90002, SRS-99999\n// @implements \nint stop(void) { return 0; }\n';

/** Columns in the first line of {@link CODE}. */
const AT = { open: 18, onDisk: 29, nowhere: 40 };

interface Hover {
  readonly contents: { readonly value: string };
}

describe('a first index without a cache', () => {
  let folder: string;
  let server: LanguageServer;
  const log: string[] = [];

  /** Starts a server on a project, with two documents that were never saved. */
  async function start(files: Readonly<Record<string, string>> = ON_DISK): Promise<void> {
    folder = temporaryProject(files);
    server = await LanguageServer.start([folder]);
    await server.open(folder, 'spec/open.md', SPEC, 'markdown');
    await server.open(folder, 'src/open.c', CODE);
  }

  function ask<T>(method: string, column: number, line = 0, more: object = {}): Promise<T> {
    return server.ask<T>(`textDocument/${method}`, folder, 'src/open.c', line, column, more);
  }

  async function hover(column: number): Promise<string> {
    const answer = await ask<Hover | null>('hover', column);
    log.push(`hover while ${server.status?.state}`);
    return answer?.contents.value ?? '';
  }

  beforeEach(() => {
    log.length = 0;
  });
  afterEach(() => server.stop());

  it('lets hover answer from what has been read, and say so', async () => {
    await start();
    const [open, nowhere] = await Promise.all([hover(AT.open), hover(AT.nowhere)]);
    assert.deepEqual(log, ['hover while indexing', 'hover while indexing']);
    assert.match(open, /^\*\*SRS-90001\*\* Open in an editor/);
    assert.match(open, /Still reading the workspace( \(\d+ of \d+ files\))?: what refers to this may be missing\.$/);
    assert.doesNotMatch(open, /on record|class/);
    assert.match(nowhere, /^\*\*SRS-99999\*\* has not been read yet\./);
    await server.ready();
    assert.doesNotMatch(await hover(AT.open), /Still/);
    assert.equal(await hover(AT.nowhere), '');
  });

  it('lets completion answer from what has been read, and ask again', async () => {
    await start();
    const labels = ({ items }: CompletionList) => items.map(({ label }) => label);
    const early = await ask<CompletionList>('completion', 15, 1);
    assert.equal(server.status?.state, 'indexing');
    assert.equal(early.isIncomplete, true);
    assert.ok(labels(early).includes('SRS-90001'));
    await server.ready();
    const late = await ask<CompletionList>('completion', 15, 1);
    assert.equal(late.isIncomplete, false);
    assert.ok(labels(late).includes('SRS-90002') && labels(late).length > 100);
  });

  it('goes to what has been read, and waits for what has not', async () => {
    await start();
    const [open, onDisk] = await Promise.all(
      [AT.open, AT.onDisk].map(async (column) => {
        const links = await ask<LocationLink[]>('definition', column);
        log.push(`${path.basename(links[0]?.targetUri ?? '')}`);
        return links;
      }),
    );
    assert.deepEqual(log, ['open.md', 'spec.md']);
    assert.equal(open?.length, 1);
    assert.equal(onDisk?.length, 1);
    await server.ready();
  });

  it('gives no list that only looks complete, but waits until it is', async () => {
    await start();
    const references = await ask<Location[]>('references', AT.open, 0, { context: { includeDeclaration: true } });
    assert.deepEqual(
      references.map(({ uri }) => uri),
      ['spec/open.md', 'src/open.c', 'zz/used.c'].map((file) => uriOf(folder, file)),
    );
    await server.ready();
  });

  it('tells no number before everything has been checked, and no finding that it has to take back', async () => {
    await start();
    await server.ready();
    await server.until(() => server.findings(folder, 'src/open.c').length > 0);
    assert.ok(server.sent.length > 5);
    assert.equal(server.sent.length, server.filesWithFindings().length);
    const early = server.statuses.filter(({ state }) => state === 'indexing');
    assert.ok(early.length > 0);
    assert.ok(early.every(({ folders, done, total }) => folders.length === 0 && done <= total));
  });

  it('offers no edit that rests on what has not been read, and says why it does not rename', async () => {
    await start();
    const renaming = ask('prepareRename', AT.open);
    const range = { start: { line: 0, character: AT.nowhere }, end: { line: 0, character: AT.nowhere } };
    const textDocument = { uri: uriOf(folder, 'src/open.c') };
    const fixes = server.connection.sendRequest('textDocument/codeAction', {
      textDocument,
      range,
      context: { diagnostics: [] },
    });
    await assert.rejects(renaming, /still being read.* An ID can be renamed when all places that name it are known/);
    assert.equal(await fixes, null);
    await server.ready();
    assert.deepEqual(await ask('prepareRename', AT.open), {
      range: { start: { line: 0, character: 15 }, end: { line: 0, character: 24 } },
      placeholder: 'SRS-90001',
    });
  });

  it('ends a question that the client withdraws, without waiting', async () => {
    await start();
    const source = new CancellationTokenSource();
    const more = { context: { includeDeclaration: true } };
    const asked = server.ask('textDocument/references', folder, 'src/open.c', 0, AT.open, more, source.token);
    const ended = asked.then(
      () => 'answered',
      ({ code }: { code: number }) => `${code} while ${server.status?.state}`,
    );
    await hover(AT.open);
    source.cancel();
    assert.equal(await ended, `${LSPErrorCodes.RequestCancelled} while indexing`);
    await server.ready();
  });

  it('ends a question about a text that has changed, and answers from the newest', async () => {
    await start();
    const asked = ask('references', AT.open, 0, { context: { includeDeclaration: true } });
    const ended = asked.then(
      () => 'answered',
      ({ code }: { code: number }) => code,
    );
    await hover(AT.open);
    await server.change(folder, 'src/open.c', CODE.replace('SRS-90001', 'SRS-77777'));
    assert.match(await hover(AT.open), /SRS-77777.* has not been read yet/);
    assert.equal(await ended, LSPErrorCodes.ContentModified);
    await server.ready();
    const findings = await server.until(() => {
      const found = server.findings(folder, 'src/open.c');
      return found.some((each) => each.includes('SRS-77777')) && found;
    });
    assert.ok(findings.some((each) => each.includes('SRS-99999')));
  });

  it('begins anew for settings that are typed meanwhile, and shows what the last ones say', async () => {
    await start({ ...ON_DISK, 'own/own.md': '# AAA-1 One\n# BBB-1 Two\n# BBB-2 Three\n' });
    await hover(AT.open);
    const settings = (prefix: string) => `product: {name: X}\nprefixes: {SRS: [${prefix}]}\nfiles: {specs: [own/**]}\n`;
    await server.open(folder, '.lifetrace/project.yaml', settings('AAA'), 'yaml');
    await hover(AT.open);
    await server.change(folder, '.lifetrace/project.yaml', settings('BBB'));
    await server.ready();
    await server.until(() => server.status?.folders[0]?.items === 2);
    assert.deepEqual(
      server.statuses.filter(({ folders }) => folders.length > 0).map(({ folders }) => folders[0]?.items),
      [2],
    );
  });

  it('takes the disk for a document that is closed meanwhile', async () => {
    await start();
    await server.open(folder, 'zz/spec.md', '# SRS-90003 Never saved\n', 'markdown');
    await hover(AT.open);
    await server.close(folder, 'zz/spec.md');
    await server.close(folder, 'spec/open.md');
    await server.ready();
    const missing = (await server.until(() => {
      const found = server.findings(folder, 'src/open.c');
      return found.length > 0 && found;
    })) as readonly string[];
    const unknown = missing.filter((each) => each.startsWith('LT002')).map((each) => /SRS-\d+/.exec(each)?.[0]);
    assert.deepEqual(unknown, ['SRS-90001', 'SRS-99999']);
  });

  it('takes in what is written and removed on disk meanwhile', async () => {
    await start();
    await hover(AT.open);
    writeIn(folder, 'zz/spec.md', '# SRS-99999 Written meanwhile\n');
    await server.watched([{ uri: uriOf(folder, 'zz/spec.md'), type: 2 }]);
    await server.ready();
    await server.until(() => {
      const unknown = server.findings(folder, 'src/open.c').filter((each) => each.startsWith('LT002'));
      return unknown.length === 1 && unknown[0]?.includes('SRS-90002');
    });
  });

  if (process.platform !== 'win32') {
    it('is not held up by a pipe in the place of a file', async () => {
      folder = temporaryProject({
        'a.md': '# SRS-1 Stop\n',
        '.git/HEAD': 'ref: refs/heads/main\n',
        '.gitignore': 'b.md\n',
      });
      writeIn(folder, '.lifetrace/project.yaml', 'product: {name: X}\n');
      for (const pipe of ['.lifetrace/risk.yaml', 'src.c', 'b.md', '.git/index']) {
        execFileSync('mkfifo', [path.join(folder, pipe)]);
      }
      server = await LanguageServer.start([folder]);
      await server.open(folder, 'src.c', '// @implements SRS-1\n');
      await server.close(folder, 'src.c');
      await server.ready();
      assert.equal(server.status?.folders[0]?.items, 1);
    });
  }
});

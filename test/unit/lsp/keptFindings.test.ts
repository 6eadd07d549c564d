import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FindingsKeeper } from '../../../server/src/lsp/findingsKeeper.ts';
import { FolderDiagnostics } from '../../../server/src/lsp/folderDiagnostics.ts';
import { ProjectSession } from '../../../server/src/lsp/projectSession.ts';
import { DEFAULT_LIMITS, type ReadLimits } from '../../../server/src/workspace/node/diskReader.ts';
import { inRepository } from '../../support/repositoryRoot.ts';
import { settledProject, writeSettled } from '../../support/settledProject.ts';
import { temporaryProject, writeIn } from '../../support/temporaryProject.ts';

/** A tag of an item that nobody defines is an error. */
const WRONG = '// @implements SRS-9\nint a(void) { return 0; }\n';

const PROJECT = {
  '.lifetrace/project.yaml': 'product: {name: Pump}\n',
  'spec.md': '# SYS-1 Stop\n# SRS-1 Stop\n- derives: SYS-1\n',
  'src/a.c': WRONG,
  'src/b.c': WRONG,
  'deep/c.c': WRONG,
};

describe('findings that are kept', () => {
  const sessions: ProjectSession[] = [];
  let root: string;
  let cacheFolder: string;
  /** How often the last session said that something has changed. */
  let told = 0;

  beforeEach(() => {
    root = settledProject(PROJECT);
    cacheFolder = temporaryProject({});
  });

  afterEach(() => {
    for (const session of sessions.splice(0)) session.dispose();
  });

  /** A session that has just begun to index, as a server starts it. */
  function start(encoding: 'utf-8' | 'utf-16' = 'utf-16', limits: ReadLimits = DEFAULT_LIMITS): ProjectSession {
    const program = inRepository('dist/reader.cjs');
    const session = new ProjectSession(root, 'test', limits, program, cacheFolder, encoding, {
      changed: (changed) => {
        if (changed === sessions.at(-1)) told++;
      },
      recalled: async () => {},
      relisted: () => {},
      progressed: () => {},
      foundNothing: () => {},
      failed: (_, error) => assert.fail(String(error)),
    });
    sessions.push(session);
    told = 0;
    session.index();
    return session;
  }

  /** A session that has read and checked everything. */
  async function indexed(): Promise<ProjectSession> {
    const session = start();
    await session.ready;
    return session;
  }

  /** What a run keeps that reads everything, and then does something. */
  async function keep(meanwhile: (session: ProjectSession) => Promise<void> | void = () => {}): Promise<void> {
    const session = await indexed();
    await meanwhile(session);
    await session.checked();
    await new FindingsKeeper().keep(session);
    session.dispose();
  }

  /** Files of code of which something is shown at this moment. */
  function shown(session: ProjectSession): readonly string[] {
    const folder = new FolderDiagnostics(session);
    Array.from(folder.update());
    const code = [...folder.shown].filter(({ uri }) => uri.endsWith('.c'));
    assert.ok(code.every(({ items }) => items.some((item) => item.code === 'LT002')));
    return code.map(({ uri }) => path.basename(uri)).sort();
  }

  const ALL = ['a.c', 'b.c', 'c.c'];

  it('are shown with their numbers before anything has been read, and let go of after the check', async () => {
    await keep();
    const session = start();
    assert.equal(session.progress.done, 0);
    assert.deepEqual(shown(session), ALL);
    const early = session.status();
    assert.ok(early && early.errors >= 3 && early.items === 2 && early.hasProjectFile);
    await session.ready;
    assert.equal(session.kept, undefined);
    assert.deepEqual({ ...session.status(), revision: 0 }, early);
  });

  it('are the same for an editor when the check has found the same', async () => {
    await keep();
    const session = start();
    const folder = new FolderDiagnostics(session);
    Array.from(folder.update());
    const objects = new Set(folder.shown);
    const early = new Map([...folder.shown].map(({ uri, resultId, items }) => [uri, { resultId, items }]));
    assert.ok(early.size > 3);
    await session.ready;
    Array.from(folder.update());
    assert.deepEqual(new Map([...folder.shown].map(({ uri, resultId, items }) => [uri, { resultId, items }])), early);
    assert.ok([...folder.shown].every((each) => !objects.has(each)));
  });

  it('are replaced by what the check finds, also by nothing', async () => {
    await keep();
    writeIn(root, 'spec.md', `${PROJECT['spec.md']}# SRS-9 Go\n- derives: SYS-1\n`);
    writeIn(root, 'src/a.c', WRONG.replace('SRS-9', 'SRS-8'));
    const session = start();
    assert.deepEqual(shown(session), ['b.c', 'c.c']);
    await session.ready;
    assert.deepEqual(shown(session), ['a.c']);
  });

  it('are not shown of a file that is another one by now, or gone', async () => {
    await keep();
    writeIn(root, 'src/a.c', WRONG.replace('SRS-9', 'SRS-8'));
    utimesSync(path.join(root, 'src/a.c'), new Date('2024-01-01'), new Date('2024-01-01'));
    rmSync(path.join(root, 'deep'), { recursive: true });
    assert.deepEqual(shown(start()), ['b.c']);
  });

  it('are not shown of a document that holds another text, from when it is opened or edited', async () => {
    await keep();
    const session = start();
    session.open('src/a.c', WRONG);
    assert.deepEqual(shown(session), ALL);
    assert.equal(told, 1);
    session.open('src/a.c', `${WRONG} `);
    assert.deepEqual(shown(session), ['b.c', 'c.c']);
    assert.equal(told, 3);
    session.open('src/b.c', '');
    assert.deepEqual(shown(session), ['c.c']);
    session.close('src/b.c');
    assert.deepEqual(shown(session), ['c.c']);
  });

  it('are not shown of what changes on disk meanwhile', async () => {
    await keep();
    const session = start();
    assert.deepEqual(shown(session), ALL);
    session.diskChanged({ created: [], changed: ['src/a.c'], removed: [] });
    assert.deepEqual(shown(session), ALL);
    writeIn(root, 'src/a.c', '');
    session.diskChanged({ created: [], changed: ['src/a.c'], removed: [] });
    assert.deepEqual(shown(session), ['b.c', 'c.c']);
    rmSync(path.join(root, 'deep'), { recursive: true });
    session.diskChanged({ created: [], changed: [], removed: ['deep'] });
    assert.deepEqual(shown(session), ['b.c']);
  });

  it('count for nothing with other settings, on disk or in an editor, and numbers do not either', async () => {
    await keep();
    const nothing = (session: ProjectSession): void => {
      assert.deepEqual(shown(session), []);
      assert.equal(session.status(), undefined);
    };
    const settings = PROJECT['.lifetrace/project.yaml'];
    const session = start();
    session.open('.lifetrace/project.yaml', settings);
    assert.deepEqual(shown(session), ALL);
    session.open('.lifetrace/project.yaml', settings.replace('Pump', 'Valve'));
    nothing(session);
    writeIn(root, '.lifetrace/evidence.yaml', '');
    nothing(start());
    const late = ((): ProjectSession => {
      rmSync(path.join(root, '.lifetrace/evidence.yaml'));
      return start();
    })();
    assert.deepEqual(shown(late), ALL);
    writeIn(root, '.lifetrace/risk.yaml', '');
    late.diskChanged({ created: ['.lifetrace/risk.yaml'], changed: [], removed: [] });
    nothing(late);
    rmSync(path.join(root, '.lifetrace/risk.yaml'));
    const last = start();
    assert.deepEqual(shown(last), ALL);
    rmSync(path.join(root, '.lifetrace'), { recursive: true });
    last.diskChanged({ created: [], changed: [], removed: ['.lifetrace'] });
    nothing(last);
  });

  it('count for nothing where columns are counted or files are read otherwise', async () => {
    await keep();
    assert.deepEqual(shown(start('utf-8')), []);
    assert.deepEqual(shown(start('utf-16', { ...DEFAULT_LIMITS, maxBytes: 4711 })), []);
    const session = start();
    assert.deepEqual(shown(session), ALL);
    session.index({ ...DEFAULT_LIMITS, maxBytes: 4711 });
    assert.deepEqual(shown(session), []);
  });

  it('count for nothing when they are damaged', async () => {
    await keep();
    const name = readdirSync(cacheFolder).find((each) => each.endsWith('.lifetrace-findings')) ?? '';
    const file = path.join(cacheFolder, name);
    const bytes = readFileSync(file);
    bytes[bytes.length - 3] = (bytes.at(-3) ?? 0) ^ 1;
    writeFileSync(file, bytes);
    const session = start();
    assert.equal(session.kept, undefined);
    assert.equal(session.status(), undefined);
    await session.ready;
    assert.deepEqual(shown(session), ALL);
  });

  it('are those that were shown last, after hours of edits', async () => {
    await keep(async (session) => {
      session.open('src/a.c', '');
      writeSettled(root, 'src/a.c', '');
      session.close('src/a.c');
      writeSettled(root, 'src/new.c', WRONG);
      session.diskChanged({ created: ['src/new.c'], changed: ['src/a.c'], removed: [] });
      const { lookedAt } = session;
      session.index();
      // That comes last of all that the session was told.
      while (session.lookedAt === lookedAt) await turn();
    });
    assert.deepEqual(shown(start()), ['b.c', 'c.c', 'new.c']);
  });

  it('are not kept of a document that was never saved, nor of a file that may still change without a trace', async () => {
    await keep(async (session) => {
      session.open('src/a.c', `\n${WRONG}`);
      session.open('src/b.c', WRONG);
      writeIn(root, 'deep/c.c', `\n${WRONG}`);
      const soon = new Date(Date.now() + 3_600_000);
      utimesSync(path.join(root, 'deep/c.c'), soon, soon);
      session.diskChanged({ created: [], changed: ['deep/c.c'], removed: [] });
      await idle(session);
    });
    assert.deepEqual(shown(start()), ['b.c']);
  });

  it('are not kept of a file on disk that nobody has said to be another one', async () => {
    await keep(() => writeSettled(root, 'src/a.c', `\n${WRONG}`));
    assert.deepEqual(shown(start()), ['b.c', 'c.c']);
  });

  it('stay what they were while settings are open that were never saved', async () => {
    await keep();
    await keep((session) => {
      session.open('src/a.c', '');
      session.open('.lifetrace/project.yaml', 'product: {name: Valve}\n');
    });
    assert.deepEqual(shown(start()), ALL);
  });

  it('are those of so many files as fit, where there are very many', async () => {
    const session = await indexed();
    new FindingsKeeper(1).keepAtOnce(session);
    session.dispose();
    const next = start();
    assert.deepEqual(shown(next), []);
    assert.deepEqual({ ...next.status(), revision: 0 }, { ...session.counted(), revision: 0 });
    await next.ready;
    assert.deepEqual(shown(next), ALL);
  });

  it('stay what they were when the next run ends before its check', async () => {
    await keep();
    const session = start();
    new FindingsKeeper().keepAtOnce(session);
    session.dispose();
    assert.deepEqual(shown(start()), ALL);
  });
});

/** Settles when a session has taken in all that it was told of the disk. */
async function idle(session: ProjectSession): Promise<void> {
  const { revision } = session.engine;
  while (session.engine.revision === revision || !session.engine.isChecked) {
    await turn();
    await session.checked();
  }
}

/** Lets other work of the thread have its turn. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

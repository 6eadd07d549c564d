import assert from 'node:assert/strict';
import { FolderDiagnostics } from '../../../server/src/lsp/folderDiagnostics.ts';
import { ProjectSession } from '../../../server/src/lsp/projectSession.ts';
import { DEFAULT_LIMITS } from '../../../server/src/workspace/node/diskReader.ts';
import { inRepository } from '../../support/repositoryRoot.ts';
import { temporaryProject } from '../../support/temporaryProject.ts';

const CODE = 'int reset(void)\n{\n}\n';

const DRAFT = '# SYS-9 Draft\n- status: draft\n';

/** A hundred files with a finding each, and one whose finding explains itself by a place in another file. */
const PROJECT = {
  '.lifetrace/project.yaml': 'product: {name: Pump}\n',
  'spec.md': '# SS-1 Pump\n- safetyClass: C\n- rmfRef: RMF-1\n',
  'a.md': 'Words.\n',
  'draft.md': DRAFT,
  'approved.md': '# SRS-9 Stop\n- derives: SYS-9\n- status: approved\n',
  ...Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`src/f${index}.c`, CODE])),
};

/** A session that has read and checked a project. */
async function sessionOn(encoding: 'utf-8' | 'utf-16'): Promise<ProjectSession> {
  const session = new ProjectSession(
    temporaryProject(PROJECT),
    'test',
    DEFAULT_LIMITS,
    inRepository('dist/reader.cjs'),
    undefined,
    encoding,
    {
      changed: () => {},
      recalled: async () => {},
      relisted: () => {},
      progressed: () => {},
      foundNothing: () => {},
      failed: (_, error) => assert.fail(String(error)),
    },
  );
  session.index();
  await session.ready;
  await session.checked();
  return session;
}

describe('the diagnostics of a folder', () => {
  const sessions: ProjectSession[] = [];

  afterEach(() => {
    for (const session of sessions.splice(0)) session.dispose();
  });

  /** What a folder tells to have changed after an edit, and how many files it has looked at for that. */
  async function open(
    encoding: 'utf-8' | 'utf-16' = 'utf-16',
  ): Promise<(file: string, text: string) => [number, string[]]> {
    const session = await sessionOn(encoding);
    sessions.push(session);
    const folder = new FolderDiagnostics(session);
    assert.ok([...folder.update()].filter((each) => each !== undefined).length > 100);
    return (file, text) => {
      session.open(file, text);
      const looks = [...folder.update()];
      const changed = looks.flatMap((each) => (each === undefined ? [] : typeof each === 'string' ? each : each.uri));
      return [looks.length, changed.map((uri) => session.places.fileOf(uri) ?? '').sort()];
    };
  }

  it('look after an edit at the file that was edited, among a hundred', async () => {
    const edit = await open();
    assert.deepEqual(edit('src/f7.c', `\n\n${CODE}`), [1, ['src/f7.c']]);
    assert.deepEqual(edit('src/f7.c', ''), [1, ['src/f7.c']]);
    assert.deepEqual(edit('src/f7.c', '\n'), [0, []]);
    assert.deepEqual(edit('src/f7.c', CODE), [1, ['src/f7.c']]);
  });

  it('look at a file that names places in the one that was edited', async () => {
    const edit = await open();
    const [looks, changed] = edit('draft.md', `Words.\n\n${DRAFT}`);
    assert.ok(changed.includes('approved.md'));
    assert.ok(looks <= 3, `${looks} looks`);
  });

  it('look at a file whose place moves to an earlier file', async () => {
    const edit = await open();
    const [, changed] = edit('a.md', DRAFT);
    assert.ok(changed.includes('approved.md'), String(changed));
  });

  it('look at all files where a column may be another one though nothing else is', async () => {
    const edit = await open('utf-8');
    const [looks] = edit('src/f7.c', CODE.replace('\n', ' \n'));
    assert.ok(looks >= 100, `${looks} looks`);
  });
});

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type NotRead, NotReadRequest } from '../../server/src/protocol/notRead.ts';
import { type ServerStatus, StatusRequest } from '../../server/src/protocol/status.ts';
import { LanguageServer, uriOf } from '../support/languageServer.ts';
import { temporaryProject } from '../support/temporaryProject.ts';

const CODE = 'int main(void) { return 0; }\n';

describe('what is not read, over the protocol', () => {
  let server: LanguageServer;

  afterEach(() => server.stop());

  async function open(files: Readonly<Record<string, string>>): Promise<string> {
    const folder = temporaryProject(files);
    server = await LanguageServer.start([folder]);
    await server.ready();
    return folder;
  }

  async function readsNothing(): Promise<boolean | undefined> {
    const { folders }: ServerStatus = await server.connection.sendRequest(StatusRequest.method);
    return folders[0]?.nothingRead;
  }

  async function notRead(): Promise<NotRead | undefined> {
    const [answer]: readonly NotRead[] = await server.connection.sendRequest(NotReadRequest.method);
    return answer;
  }

  it('is all of a folder that git ignores, and names the file that says so', async () => {
    const folder = await open({ '.gitignore': '/src/\n*.md\n', 'src/main.c': CODE, 'spec.md': '# SRS-1 Stop\n' });
    assert.equal(await readsNothing(), true);
    const { entries = [], more } = (await notRead()) ?? {};
    assert.deepEqual(entries, [
      { label: '2 files and folders', reason: 'left out by .gitignore', uri: uriOf(folder, '.gitignore') },
      { label: '1 file', reason: 'of kinds that are not read' },
    ]);
    assert.equal(more, 0);
  });

  it('is each file that is too large or no text, with the reason, in a folder without any other', async () => {
    const folder = await open({ 'a.c': `${' '.repeat(1_100_000)}\n`, 'b.c': 'int a;\0\n' });
    assert.equal(await readsNothing(), true);
    assert.deepEqual((await notRead())?.entries, [
      { label: 'a.c', reason: 'larger than 1024 KiB (1075 KiB)', uri: uriOf(folder, 'a.c') },
      { label: 'b.c', reason: 'binary file', uri: uriOf(folder, 'b.c') },
    ]);
  });

  it('is nothing to speak of in an empty folder, and where anything is read', async () => {
    const folder = await open({});
    assert.equal(await readsNothing(), false);
    assert.deepEqual((await notRead())?.entries, []);
    writeFileSync(path.join(folder, 'main.c'), CODE);
    await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf(folder, 'main.c'), type: 1 }],
    });
    assert.equal(await readsNothing(), false);
  });

  it('leads to the globs of the project', async () => {
    const folder = await open({ '.lifetrace/project.yaml': 'files: {exclude: ["**/*.c"]}\n', 'src/main.c': CODE });
    assert.equal(await readsNothing(), true);
    assert.deepEqual((await notRead())?.entries, [
      {
        label: '1 file or folder',
        reason: 'left out by the globs in force',
        uri: uriOf(folder, '.lifetrace/project.yaml'),
      },
    ]);
  });
});

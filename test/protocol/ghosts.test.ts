import assert from 'node:assert/strict';
import { renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { WorkspaceDiagnosticReport } from 'vscode-languageserver/node';
import { describeDiagnostic, LanguageServer, uriOf } from '../support/languageServer.ts';
import { temporaryProject, writeIn } from '../support/temporaryProject.ts';

const UNTRACED = 'int reset(void)\n{\n  return 1;\n}\n';
const PROJECT = {
  '.lifetrace/project.yaml': 'product: {name: Pump}\n',
  'spec.md': '# SS-1 Pump\n- safetyClass: C\n# SYS-1 Stop\n# SRS-1 Stop\n- derives: SYS-1\n',
  'src/deep/reset.c': UNTRACED,
};

/** What a client shows, by file, as `LT202`. */
type Shown = ReadonlyMap<string, readonly string[]>;

interface Client {
  readonly server: LanguageServer;
  /** Waits until what is shown is as `check` wants it, and gives it. */
  readonly until: (check: (shown: Shown) => boolean) => Promise<Shown>;
}

/** A client that is sent findings, and shows them. */
async function pushed(folders: readonly string[]): Promise<Client> {
  const server = await LanguageServer.start(folders);
  await server.ready();
  const shown = (): Shown => server.codesByUri();
  return {
    server,
    until: async (check) => {
      await server.until(() => check(shown()));
      return shown();
    },
  };
}

/** A client that asks for what has changed since, as the protocol has it: what is not named stays as it was. */
async function pulled(folders: readonly string[]): Promise<Client> {
  const server = await LanguageServer.start(folders, { pulls: true });
  await server.ready();
  const known = new Map<string, { readonly resultId: string; readonly codes: readonly string[] }>();
  const pull = async (): Promise<void> => {
    const previousResultIds = [...known].map(([uri, { resultId: value }]) => ({ uri, value }));
    const { items } = await server.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds,
    });
    for (const report of items) {
      assert.equal(report.kind, 'full', 'what has not changed is not sent');
      if (report.kind !== 'full') continue;
      const codes = report.items.map((item) => describeDiagnostic(item).split(' ')[0] ?? '');
      if (codes.length === 0) known.delete(report.uri);
      else known.set(report.uri, { resultId: report.resultId ?? '', codes });
    }
  };
  const shown = (): Shown => new Map([...known].map(([uri, { codes }]) => [uri, codes]));
  return {
    server,
    until: async (check) => {
      while (!check(shown())) await pull();
      return shown();
    },
  };
}

for (const [how, start] of [
  ['sent', pushed],
  ['asked for', pulled],
] as const) {
  describe(`findings that are ${how} leave no ghosts`, () => {
    let folder: string;
    let client: Client;

    beforeEach(async () => {
      folder = temporaryProject(PROJECT);
      client = await start([folder]);
      await client.until((shown) => shown.get(reset())?.includes('LT202') === true);
    });

    afterEach(() => client.server.stop());

    function reset(inFolder = 'src/deep'): string {
      return uriOf(folder, `${inFolder}/reset.c`);
    }

    it('of a file that is deleted', async () => {
      rmSync(path.join(folder, 'src/deep/reset.c'));
      await client.server.watched([{ uri: reset(), type: 3 }]);
      await client.until((shown) => !shown.has(reset()));
    });

    it('of a file that is deleted while it is open, once it is closed', async () => {
      await client.server.open(folder, 'src/deep/reset.c', UNTRACED);
      rmSync(path.join(folder, 'src/deep/reset.c'));
      await client.server.watched([{ uri: reset(), type: 3 }]);
      await client.server.close(folder, 'src/deep/reset.c');
      await client.until((shown) => !shown.has(reset()));
    });

    it('of a file that is renamed', async () => {
      const after = uriOf(folder, 'src/deep/again.c');
      renameSync(path.join(folder, 'src/deep/reset.c'), path.join(folder, 'src/deep/again.c'));
      await client.server.watched([
        { uri: reset(), type: 3 },
        { uri: after, type: 1 },
      ]);
      const shown = await client.until((each) => each.has(after));
      assert.deepEqual([shown.get(after)?.includes('LT202'), shown.has(reset())], [true, false]);
    });

    it('of a folder that is renamed', async () => {
      renameSync(path.join(folder, 'src/deep'), path.join(folder, 'src/other'));
      await client.server.watched([
        { uri: uriOf(folder, 'src/deep'), type: 3 },
        { uri: uriOf(folder, 'src/other'), type: 1 },
      ]);
      const shown = await client.until((each) => each.has(reset('src/other')));
      assert.deepEqual([shown.get(reset('src/other'))?.includes('LT202'), shown.has(reset())], [true, false]);
    });

    it('of a folder that is closed, while another one stays', async () => {
      const other = temporaryProject(PROJECT);
      const both = { uri: uriOf(other), name: 'other' };
      await client.server.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
        event: { added: [both], removed: [] },
      });
      await client.until((shown) => shown.has(uriOf(other, 'src/deep/reset.c')));
      await client.server.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
        event: { added: [], removed: [{ uri: uriOf(folder), name: 'first' }] },
      });
      const shown = await client.until((each) => ![...each.keys()].some((uri) => uri.startsWith(uriOf(folder))));
      assert.ok(shown.get(uriOf(other, 'src/deep/reset.c'))?.includes('LT202'));
    });

    it('of what the project file leaves out from now on', async () => {
      const settings = `${PROJECT['.lifetrace/project.yaml']}files: {exclude: ["src/deep/**"]}\n`;
      writeIn(folder, '.lifetrace/project.yaml', settings);
      await client.server.watched([{ uri: uriOf(folder, '.lifetrace/project.yaml'), type: 2 }]);
      await client.until((shown) => !shown.has(reset()));
      writeIn(folder, '.lifetrace/project.yaml', PROJECT['.lifetrace/project.yaml']);
      await client.server.watched([{ uri: uriOf(folder, '.lifetrace/project.yaml'), type: 2 }]);
      await client.until((shown) => shown.get(reset())?.includes('LT202') === true);
    });

    it('of a rule that is switched off', async () => {
      writeIn(folder, '.lifetrace/project.yaml', `${PROJECT['.lifetrace/project.yaml']}rules: {LT202: off}\n`);
      await client.server.watched([{ uri: uriOf(folder, '.lifetrace/project.yaml'), type: 2 }]);
      await client.until((shown) => shown.get(reset())?.includes('LT202') !== true);
    });

    it('of files that are too large by a new setting', async () => {
      const settings = (maxFileSize: number) => ({ settings: { lifetrace: { maxFileSize } } });
      writeIn(folder, 'src/deep/reset.c', `${UNTRACED}// ${'x'.repeat(2048)}\n`);
      await client.server.watched([{ uri: reset(), type: 2 }]);
      await client.server.connection.sendNotification('workspace/didChangeConfiguration', settings(1));
      await client.until((shown) => shown.get(reset())?.includes('LT202') !== true);
    });
  });
}

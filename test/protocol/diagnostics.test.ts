import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import type { DocumentDiagnosticReport, WorkspaceDiagnosticReport } from 'vscode-languageserver/node';
import { describeDiagnostic, LanguageServer, uriOf } from '../support/languageServer.ts';
import { temporaryProject, writeIn } from '../support/temporaryProject.ts';

const PROJECT = {
  '.lifetrace/project.yaml': 'product: {name: Pump}\n',
  'spec.md':
    '# SS-1 Pump\n- safetyClass: C\n# SYS-1 Stop\n# SRS-1 Stop\n- derives: SYS-1\n# ST-1 Test\n- verifies: SRS-1\n',
  'src/stop.c': '/** @implements SRS-1 */\nint stop(void) { return 0; }\n',
};

const UNTRACED = 'int reset(void)\n{\n  return 1;\n}\n';
const MESSAGE = 'LT202 1:5 Unit “reset” (class C) has no trace to a requirement or design.';

describe('findings over the protocol', () => {
  let server: LanguageServer;

  afterEach(async () => {
    await server.stop();
  });

  it('come and go as unsaved text changes', async () => {
    const folder = temporaryProject({ ...PROJECT, 'src/reset.c': '' });
    server = await LanguageServer.start([folder]);
    await server.ready();
    await server.open(folder, 'src/reset.c', UNTRACED);
    await server.until(() => server.findings(folder, 'src/reset.c').includes(MESSAGE));
    await server.change(folder, 'src/reset.c', `// @implements SRS-1\n${UNTRACED}`);
    await server.until(() => server.findings(folder, 'src/reset.c').length === 0);
    await server.change(folder, 'src/reset.c', UNTRACED);
    await server.until(() => server.findings(folder, 'src/reset.c').includes(MESSAGE));
    await server.close(folder, 'src/reset.c');
    await server.until(() => server.findings(folder, 'src/reset.c').length === 0);
  });

  it('reach files that are not open', async () => {
    const folder = temporaryProject({ ...PROJECT, 'src/reset.c': UNTRACED });
    server = await LanguageServer.start([folder]);
    await server.until(() => server.findings(folder, 'src/reset.c').includes(MESSAGE));
    await server.open(folder, 'spec.md', PROJECT['spec.md'].replace('safetyClass: C', 'safetyClass: A'), 'markdown');
    await server.until(() => server.findings(folder, 'src/reset.c').some((finding) => finding.includes('(class A)')));
  });

  it('follow the disk: written, created and deleted files, renamed folders', async () => {
    const folder = temporaryProject(PROJECT);
    server = await LanguageServer.start([folder]);
    await server.ready();
    writeIn(folder, 'src/deep/reset.c', UNTRACED);
    await server.watched([{ uri: uriOf(folder, 'src/deep/reset.c'), type: 1 }]);
    await server.until(() => server.findings(folder, 'src/deep/reset.c').includes(MESSAGE));
    writeIn(folder, 'src/deep/reset.c', `// @implements SRS-1\n${UNTRACED}`);
    await server.watched([{ uri: uriOf(folder, 'src/deep/reset.c'), type: 2 }]);
    await server.until(() => server.findings(folder, 'src/deep/reset.c').length === 0);
    writeIn(folder, 'src/deep/reset.c', UNTRACED);
    await server.watched([{ uri: uriOf(folder, 'src/deep/reset.c'), type: 2 }]);
    await server.until(() => server.findings(folder, 'src/deep/reset.c').includes(MESSAGE));
    rmSync(path.join(folder, 'src/deep'), { recursive: true });
    writeIn(folder, 'src/moved/reset.c', UNTRACED);
    await server.watched([
      { uri: uriOf(folder, 'src/deep'), type: 3 },
      { uri: uriOf(folder, 'src/moved'), type: 1 },
    ]);
    await server.until(() => server.findings(folder, 'src/moved/reset.c').includes(MESSAGE));
    assert.deepEqual(server.findings(folder, 'src/deep/reset.c'), []);
  });

  it('leave nothing behind when a folder is closed, and serve several folders', async () => {
    const first = temporaryProject({ ...PROJECT, 'src/reset.c': UNTRACED });
    const second = temporaryProject({ ...PROJECT, 'src/other.c': UNTRACED });
    server = await LanguageServer.start([first, second]);
    await server.until(
      () => server.findings(first, 'src/reset.c').length === 1 && server.findings(second, 'src/other.c').length === 1,
    );
    await server.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: uriOf(first), name: 'first' }] },
    });
    await server.until(() => server.findings(first, 'src/reset.c').length === 0);
    assert.equal(server.findings(second, 'src/other.c').length, 1);
  });

  it('are answered to clients that ask, and held back until something changes', async () => {
    const folder = temporaryProject({ ...PROJECT, 'src/reset.c': UNTRACED });
    server = await LanguageServer.start([folder], { pulls: true });
    await server.ready();
    const ask = (previousResultIds: { uri: string; value: string }[]): Promise<WorkspaceDiagnosticReport> =>
      server.connection.sendRequest('workspace/diagnostic', { previousResultIds });
    const first = await ask([]);
    const report = first.items.find((item) => item.uri === uriOf(folder, 'src/reset.c'));
    assert.ok(report?.kind === 'full');
    assert.deepEqual(report.items.map(describeDiagnostic), [MESSAGE]);
    const previous = first.items.map(({ uri, resultId }) => ({ uri, value: resultId ?? '' }));
    let answered = false;
    const held = ask(previous).then((answer) => {
      answered = true;
      return answer;
    });
    await server.ask('textDocument/hover', folder, 'spec.md', 0, 3);
    assert.equal(answered, false);
    await server.open(folder, 'src/reset.c', `// @implements SRS-1\n${UNTRACED}`);
    const gone = (await held).items.find((item) => item.uri === uriOf(folder, 'src/reset.c'));
    assert.ok(gone?.kind === 'full');
    assert.deepEqual(gone.items, []);
  });

  for (const pulls of [true, false]) {
    const how = pulls ? 'asked for' : 'sent';
    it(`are the thousand most severe of a file where they are ${how}, with a word on the others`, async () => {
      const untraced = Array.from({ length: 3000 }, (_, index) => `int f${index}(void)\n{\n}\n`).join('');
      const folder = temporaryProject({
        ...PROJECT,
        '.lifetrace/project.yaml': 'product: {name: Pump}\nrules: {LT202: warning}\n',
        'src/many.c': untraced + '// @implements SRS-77\n'.repeat(600),
      });
      server = await LanguageServer.start([folder], { pulls });
      await server.ready();
      const items = pulls ? await asked(folder, 'src/many.c') : server.findings(folder, 'src/many.c');
      assert.equal(items.length, 1000);
      const note =
        'Shown are the 999 most severe of 3600 findings in this file. “lifetrace check” lists the other 2601 as well.';
      assert.ok(items[0]?.endsWith(`1:1 ${note}`), items[0]);
      assert.equal(items.filter((item) => item.startsWith('LT002')).length, 600);
      assert.equal(items.filter((item) => item.startsWith('LT202')).length, 399);
      const status = server.status?.folders[0];
      assert.ok(status && status.errors >= 600 && status.warnings >= 3000, JSON.stringify(status));
    });
  }

  async function asked(folder: string, file: string): Promise<readonly string[]> {
    const textDocument = { uri: uriOf(folder, file) };
    const report: DocumentDiagnosticReport = await server.connection.sendRequest('textDocument/diagnostic', {
      textDocument,
    });
    assert.ok(report.kind === 'full');
    return report.items.map(describeDiagnostic);
  }

  it('name places in other files where these stand by now', async () => {
    const draft = '# SYS-9 Draft\n- status: draft\n';
    const folder = temporaryProject({
      ...PROJECT,
      'approved.md': '# SRS-9 Stop\n- derives: SYS-9\n- status: approved\n',
      'draft.md': draft,
    });
    server = await LanguageServer.start([folder], { pulls: true });
    await server.ready();
    const relatedLines = async (): Promise<readonly number[]> => {
      const textDocument = { uri: uriOf(folder, 'approved.md') };
      const report: DocumentDiagnosticReport = await server.connection.sendRequest('textDocument/diagnostic', {
        textDocument,
      });
      assert.ok(report.kind === 'full');
      const finding = report.items.find(({ code }) => code === 'LT010');
      return (finding?.relatedInformation ?? []).map(({ location }) => location.range.start.line);
    };
    assert.deepEqual(await relatedLines(), [0]);
    await server.open(folder, 'draft.md', `Words.\n\n${draft}`, 'markdown');
    assert.deepEqual(await relatedLines(), [2]);
    await server.close(folder, 'draft.md');
    assert.deepEqual(await relatedLines(), [0]);
  });
});

describe('a server without a workspace folder', () => {
  it('says so, and answers nothing for single files', async () => {
    const server = await LanguageServer.start([]);
    await server.until(() => server.status?.state === 'noFolder');
    const folder = temporaryProject({ 'a.c': '// @implements SRS-1\n' });
    await server.open(folder, 'a.c', '// @implements SRS-1\n');
    assert.equal(await server.ask('textDocument/hover', folder, 'a.c', 0, 16), null);
    await server.stop();
  });
});
